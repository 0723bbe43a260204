# Writes beta.json beside itself: made-up probabilities with the optimum of beta calibration (numpy, scipy).
import json
import os

import numpy as np
from scipy.optimize import minimize

random = np.random.default_rng(7)


def fit(p, y, columns):
    q = np.clip(p, 2.0**-52, 1 - 2.0**-52)
    u = np.stack([np.ones_like(q), np.log(q), -np.log(1 - q)], 1)[:, columns]
    loss = lambda v: float(np.sum(np.logaddexp(0, np.where(y == 1, -(u @ v), u @ v))))
    w = np.zeros(len(columns))
    for _ in range(200):
        m = 1 / (1 + np.exp(-(u @ w)))
        direction = np.linalg.solve((u * (m * (1 - m))[:, None]).T @ u, u.T @ (y - m))
        size = 1.0
        while loss(w + size * direction) > loss(w) and size > 1e-12:
            size /= 2
        w = w + size * direction
        if np.abs(direction).max() < 1e-14:
            break
    # Another optimiser must find the same loss.
    assert abs(minimize(loss, np.zeros(len(columns)), method="BFGS", options={"gtol": 1e-8}).fun - loss(w)) < 1e-6 * (1 + loss(w))
    full = np.zeros(3)
    full[columns] = w
    return full, loss(w)


def draw(name):
    z = random.normal(size=400)
    y = (random.random(400) < 1 / (1 + np.exp(-z))).astype(float)
    if name in ("low end reversed", "high end reversed"):
        p = random.random(400)
        rate = np.where(p < 0.4, 0.7 - p, p) if name == "low end reversed" else np.where(p > 0.6, 1.3 - p, p)
        return p, (random.random(400) < rate).astype(float)
    return {
        "overconfident": 1 / (1 + np.exp(-2.5 * z)),
        "shifted": 1 / (1 + np.exp(-(z + 1))),
        "bent": (1 / (1 + np.exp(-z))) ** 3,
        "reversed": 1 / (1 + np.exp(z)),
        "zeros and ones": np.clip(0.5 + 0.4 * z, 0, 1),
    }[name], y


cases = []
for name in ["overconfident", "shifted", "bent", "zeros and ones", "reversed", "low end reversed", "high end reversed"]:
    p, y = draw(name)
    p = np.round(p, 6)
    full, loss = fit(p, y, [0, 1, 2])
    if full[1] < 0 or full[2] < 0:
        found = [fit(p, y, c) for c in ([0, 1], [0, 2], [0])]
        full, loss = min((f for f in found if f[0][1] >= 0 and f[0][2] >= 0), key=lambda f: f[1])
    print(name, full, loss)
    cases.append({"name": name, "probabilities": p.tolist(), "truth": y.astype(int).tolist(), "low": full[1], "high": full[2], "offset": full[0], "loss": loss})
with open(os.path.join(os.path.dirname(__file__), "beta.json"), "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
