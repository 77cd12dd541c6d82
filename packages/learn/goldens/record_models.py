"""Records dual-encoder.json, sasrec.json and dcn.json: python record_models.py (needs torch and transformers)."""
import json

import torch
import torch.nn.functional as F
import transformers
from transformers import BertConfig, BertModel

from values import dense_shapes, fill, integers, made, norm_shapes, record, uniform


def write(name, out, config):
    out["recorded"] = {"torch": torch.__version__, "transformers": transformers.__version__}
    out["config"] = config
    json.dump(out, open(f"{name}.json", "w"), indent=1)
    print(name, out["losses"])


def dual_encoder():
    config = dict(vocabulary=8000, hidden=256, layers=4, heads=4, positions=64, batch=16, length=24)
    batch, length = config["batch"], config["length"]
    model = BertModel(
        BertConfig(vocab_size=8000, hidden_size=256, num_hidden_layers=4, num_attention_heads=4, intermediate_size=1024,
                   max_position_embeddings=64, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0),
        add_pooling_layer=False,
    )
    fill(model)

    def vector(name):
        ids = torch.from_numpy(integers(name, (batch, length), 8000))
        mask = (torch.arange(length)[None] < (length - torch.arange(batch))[:, None]).long()
        hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
        return (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)

    def loss_of():
        q, t = vector("queries"), vector("texts")
        losses = []
        for width in (64, 256):
            a, b = F.normalize(q[:, :width], dim=1), F.normalize(t[:, :width], dim=1)
            losses.append(F.cross_entropy(a @ b.T / 0.05, torch.arange(batch)))
        return sum(losses) / len(losses)

    write("dual-encoder", record(dict(model.named_parameters()), loss_of, 1e-4), config)


def sasrec():
    c = dict(products=12000, hidden=64, layers=2, heads=2, positions=50, batch=32, length=50, width=16)
    h, batch, length = c["hidden"], c["batch"], c["length"]
    shapes = {"products.weight": (c["products"] + 1, h), "positions.weight": (c["positions"], h), **dense_shapes("texts", c["width"], h)}
    for i in range(c["layers"]):
        n = f"layers.{i}"
        for part in ("query", "key", "value"):
            shapes |= dense_shapes(f"{n}.attention.{part}", h, h)
        shapes |= norm_shapes(f"{n}.attention.norm", h) | dense_shapes(f"{n}.attention.output", h, h)
        shapes |= norm_shapes(f"{n}.forward.norm", h) | dense_shapes(f"{n}.forward.in", h, 4 * h) | dense_shapes(f"{n}.forward.out", 4 * h, h)
    shapes |= norm_shapes("norm", h)
    p = made(shapes)
    ids = torch.from_numpy(integers("ids", (batch, length), c["products"])) + 1
    mask = (torch.arange(length)[None] < (length - torch.arange(batch))[:, None]).long()
    ids = ids * mask
    targets = torch.from_numpy(integers("targets", (batch, length), c["products"])) + 1
    texts = torch.from_numpy(uniform("text-vectors", (c["products"] + 1, c["width"]), -1, 1))
    linear = lambda name, x: F.linear(x, p[f"{name}.weight"], p[f"{name}.bias"])
    norm = lambda name, x: F.layer_norm(x, (h,), p[f"{name}.weight"], p[f"{name}.bias"], 1e-8)

    def loss_of():
        table = p["products.weight"] + linear("texts", texts)
        x = table[ids] * h**0.5 + p["positions.weight"][:length]
        hide = torch.triu(torch.full((length, length), -1e9), 1)[None, None] + (1 - mask)[:, None, None, :] * -1e9
        for i in range(c["layers"]):
            n = f"layers.{i}"
            y = norm(f"{n}.attention.norm", x)
            q, k, v = (linear(f"{n}.attention.{part}", y).view(batch, length, c["heads"], -1).transpose(1, 2) for part in ("query", "key", "value"))
            shares = torch.softmax(q @ k.transpose(2, 3) / (h / c["heads"]) ** 0.5 + hide, -1)
            x = x + linear(f"{n}.attention.output", (shares @ v).transpose(1, 2).reshape(batch, length, h))
            x = x + linear(f"{n}.forward.out", F.gelu(linear(f"{n}.forward.in", norm(f"{n}.forward.norm", x))))
        x = norm("norm", x)
        places = mask.bool()
        return F.cross_entropy(x[places] @ table.T, targets[places])

    write("sasrec", record(p, loss_of, 1e-3), c)


def dcn():
    fields = [1000, 500, 200, 100, 50, 20, 10, 5] * 3
    c = dict(numbers=13, width=16, crosses=3, batch=256)
    total, flat = sum(fields), len(fields) * 16 + 13
    deep = [256, 128]
    shapes = {"fields.weight": (total, 16)}
    for i in range(3):
        shapes |= dense_shapes(f"cross.{i}", flat, flat)
    shapes |= dense_shapes("deep.0", flat, 256) | dense_shapes("deep.1", 256, 128) | dense_shapes("score", flat + 128, 1)
    p = made(shapes)
    offsets = torch.tensor([sum(fields[:i]) for i in range(len(fields))])
    ids = torch.stack([torch.from_numpy(integers(f"field-{i}", (256,), n)) for i, n in enumerate(fields)], 1) + offsets
    numbers = torch.from_numpy(uniform("numbers", (256, 13), -1, 1))
    clicks = torch.from_numpy(integers("clicks", (256,), 2)).float()
    linear = lambda name, x: F.linear(x, p[f"{name}.weight"], p[f"{name}.bias"])

    def loss_of():
        start = torch.cat([p["fields.weight"][ids].flatten(1), numbers], 1)
        crossed = start
        for i in range(3):
            crossed = start * linear(f"cross.{i}", crossed) + crossed
        y = F.relu(linear("deep.1", F.relu(linear("deep.0", start))))
        return F.binary_cross_entropy_with_logits(linear("score", torch.cat([crossed, y], 1))[:, 0], clicks)

    write("dcn", record(p, loss_of, 1e-3), c)


dual_encoder()
sasrec()
dcn()
