"""Records bert.json: python record_bert.py (needs torch and transformers)."""
import json

import torch
import transformers
from transformers import BertConfig, BertForPreTraining

from values import fill, integers, record

config = dict(vocabulary=8000, hidden=256, layers=4, heads=4, positions=128)
batch, length, masked = 32, 64, 10
model = BertForPreTraining(
    BertConfig(
        vocab_size=config["vocabulary"], hidden_size=config["hidden"], num_hidden_layers=config["layers"],
        num_attention_heads=config["heads"], intermediate_size=4 * config["hidden"], max_position_embeddings=config["positions"],
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, hidden_act="gelu",
    )
)
model.train()
fill(model)
ids = torch.from_numpy(integers("ids", (batch, length), config["vocabulary"]))
segments = (torch.arange(length) >= length // 2).long().expand(batch, length)
# Row i is padded after 64 - i tokens, so every mask differs.
mask = (torch.arange(length)[None] < (length - torch.arange(batch))[:, None]).long()
labels = torch.full((batch, length), -100)
words = torch.from_numpy(integers("labels", (batch, masked), config["vocabulary"]))
labels[:, 1 : 1 + masked] = words
follows = torch.from_numpy(integers("follows", (batch,), 2))


def loss_of():
    return model(input_ids=ids, attention_mask=mask, token_type_ids=segments, labels=labels, next_sentence_label=follows).loss


out = record(dict(model.named_parameters()), loss_of, 1e-3)
out["recorded"] = {"torch": torch.__version__, "transformers": transformers.__version__}
out["config"] = {**config, "batch": batch, "length": length, "masked": masked}
json.dump(out, open("bert.json", "w"), indent=1)
print(out["losses"])
