# Answers "ask" and "tell VALUES|CONSTRAINTS" on standard input for one study of Optuna. Arguments: the space as JSON (Space.ToString), sampler, seed, objectives,
# True when trials have constraints.
import json, sys, warnings
warnings.filterwarnings("ignore")
import optuna
optuna.logging.set_verbosity(optuna.logging.ERROR)
space, sampler, seed, objectives = json.loads(sys.argv[1])["parameters"], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
seen = {}
constraints = lambda trial: seen.get(trial.number, [0.0])
limited = constraints if sys.argv[5] == "True" else None
chosen = {
    "optuna-random": lambda: optuna.samplers.RandomSampler(seed=seed),
    "optuna-tpe": lambda: optuna.samplers.TPESampler(seed=seed, constraints_func=limited),
    "optuna-tpe-multivariate": lambda: optuna.samplers.TPESampler(seed=seed, multivariate=True, group=True, constraints_func=limited),
    "optuna-cma-es": lambda: optuna.samplers.CmaEsSampler(seed=seed),
    "optuna-nsga-ii": lambda: optuna.samplers.NSGAIISampler(seed=seed, population_size=20, constraints_func=limited),
}[sampler]()
study = optuna.create_study(sampler=chosen, directions=["minimize"] * objectives)
for line in sys.stdin:
    if line.startswith("ask"):
        trial = study.ask()
        values = {}
        for name, p in space.items():
            if all(values.get(parent) in choices for parent, choices in p.get("when", {}).items()):
                if p["type"] == "float":
                    values[name] = trial.suggest_float(name, p["low"], p["high"], log=p.get("log", False))
                elif p["type"] == "int":
                    values[name] = trial.suggest_int(name, int(p["low"]), int(p["high"]), log=p.get("log", False))
                else:
                    values[name] = trial.suggest_categorical(name, p["choices"])
        print(json.dumps({k: str(v) for k, v in values.items()}), flush=True)
    else:
        values, limits = line[5:].split("|")
        seen[trial.number] = [float(v) for v in limits.split()] or [0.0]
        study.tell(trial, [float(v) for v in values.split()])
