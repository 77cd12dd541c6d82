"""Records types.safetensors: python record_safetensors.py (needs torch and safetensors)."""
import torch
from safetensors.torch import save_file

values = torch.tensor([[1.5, -2.25, 0.0], [65504.0, 6.103515625e-05, -0.333251953125]])
save_file(
    {"f32": values, "f16": values.half(), "bf16": values.bfloat16(), "f64": values.double(), "ids": torch.arange(3)},
    "types.safetensors",
)
