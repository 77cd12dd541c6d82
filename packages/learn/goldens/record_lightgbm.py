"""Records lightgbm-*.txt and lightgbm.json: python record_lightgbm.py (needs lightgbm)."""
import json

import numpy as np
import lightgbm

from values import bits, uniform

rows, features = 4000, 8


def data(name, rows):
    x = uniform(name, (rows, features), -1, 1)
    x[bits(name + ".missing", rows * features).reshape(rows, features) % 10 == 0] = np.nan
    x[:, 7] = np.round(x[:, 7] * 3)
    f = np.nan_to_num(x, nan=0.3)
    y = f[:, 0] * 2 + np.sin(4 * f[:, 1]) + f[:, 2] * f[:, 3] * 2 + np.where(np.isnan(x[:, 4]), 1.5, 0) + 0.1 * f[:, 7]
    return x, y + uniform(name + ".noise", (rows,), -0.3, 0.3)


x, y = data("train", rows)
xt, yt = data("test", 1000)
groups = [20] * (rows // 20)
grade = lambda y: np.clip(np.round(y + 1), 0, 4).astype(int)
common = dict(num_leaves=31, learning_rate=0.1, min_data_in_leaf=20, verbose=-1, deterministic=True, num_threads=1, force_col_wise=True)
out = {"recorded": lightgbm.__version__, "x": "see record_lightgbm.py"}
for objective, label, test in (
    ("regression", y, yt),
    ("binary", (y > 0).astype(int), (yt > 0).astype(int)),
    ("lambdarank", grade(y), grade(yt)),
):
    set_ = lightgbm.Dataset(x, label=label, group=groups if objective == "lambdarank" else None)
    model = lightgbm.train({**common, "objective": objective}, set_, num_boost_round=60)
    model.save_model(f"lightgbm-{objective}.txt", num_iteration=8)
    full = model.predict(xt, raw_score=True)
    few = model.predict(xt[:50], raw_score=True, num_iteration=8)
    if objective == "regression":
        loss = float(np.mean((full - test) ** 2))
    elif objective == "binary":
        loss = float(np.mean(np.log1p(np.exp(-full * (2 * test - 1)))))
    else:
        ndcg = []
        for g in range(0, 1000, 20):
            order = np.argsort(-full[g : g + 20], kind="stable")[:10]
            gain = 2.0 ** test[g : g + 20] - 1
            dcg = (gain[order] / np.log2(np.arange(10) + 2)).sum()
            ndcg.append(dcg / (np.sort(gain)[::-1][:10] / np.log2(np.arange(10) + 2)).sum())
        loss = float(np.mean(ndcg))
    out[objective] = {"few": few.tolist(), "test": loss}
json.dump(out, open("lightgbm.json", "w"), indent=1)
print({k: v["test"] for k, v in out.items() if isinstance(v, dict)})
