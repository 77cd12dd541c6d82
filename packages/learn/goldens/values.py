"""Numbers that packages/learn/src/testing/values.ts makes too: a hash of the index, so that weights of any size need no file."""
import numpy as np


def name_hash(name):
    h = 0x811C9DC5
    for c in name:
        h = ((h ^ ord(c)) * 0x01000193) & 0xFFFFFFFF
    return h


def bits(name, size):
    x = np.arange(size, dtype=np.uint64) * 0x9E3779B1 + name_hash(name)
    x &= 0xFFFFFFFF
    for shift, factor in ((15, 0x85EBCA77), (13, 0xC2B2AE3D)):
        x ^= x >> shift
        x = (x * factor) & 0xFFFFFFFF
    return x ^ (x >> 16)


def uniform(name, shape, low, high):
    """float32 in [low, high)."""
    u = bits(name, int(np.prod(shape))).astype(np.float64) / 2**32
    return (low + u * (high - low)).astype(np.float32).reshape(shape)


def integers(name, shape, below):
    return (bits(name, int(np.prod(shape))) % below).astype(np.int64).reshape(shape)


def weight(name, shape):
    """Around 1 for scales of normalisations, around 0 else."""
    scale = "LayerNorm.weight" in name or "norm.weight" in name
    values = uniform(name, shape, -0.05, 0.05)
    return (values + 1).astype(np.float32) if scale else values


def record(parameters, loss_of, rate, steps=10, decay=0.01):
    """Norms and sums of the first gradients, and the losses of AdamW steps."""
    import torch

    loss = loss_of()
    loss.backward()
    gradients = {
        n: [float(p.grad.double().norm()), float(p.grad.double().sum()), float(p.grad.flatten()[0])]
        for n, p in parameters.items()
    }
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in parameters.values() if p.ndim >= 2], "weight_decay": decay},
            {"params": [p for p in parameters.values() if p.ndim < 2], "weight_decay": 0.0},
        ],
        lr=rate,
    )
    losses = []
    for _ in range(steps):
        optimiser.zero_grad()
        loss = loss_of()
        loss.backward()
        losses.append(loss.item())
        optimiser.step()
    return {"gradients": gradients, "losses": losses}


def fill(model):
    import torch

    with torch.no_grad():
        for name, p in model.named_parameters():
            p.copy_(torch.from_numpy(weight(name, tuple(p.shape))))


def made(shapes):
    """Parameters by name, for models written as functions."""
    import torch

    return {name: torch.nn.Parameter(torch.from_numpy(weight(name, shape))) for name, shape in shapes.items()}


def dense_shapes(name, width, into):
    return {f"{name}.weight": (into, width), f"{name}.bias": (into,)}


def norm_shapes(name, width):
    return {f"{name}.weight": (width,), f"{name}.bias": (width,)}
