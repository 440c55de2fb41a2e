# `just` alone runs what CI runs, in the environment at hand: see CONTRIBUTING.md for setting one up.

_default: test lint types floors house

# every test
test *arguments:
    pytest {{ arguments }}

# rules of style, and the form of the code
lint:
    ruff check
    ruff format --check

# put the code into its form, and repair what can be repaired
format:
    ruff check --fix
    ruff format

# the types of the core, strictly
types:
    mypy

# who may import whom
floors:
    lint-imports

# known holes in the versions that uv.lock names; asks the network, and needs `pip install uv`
audit:
    mkdir -p out
    uv export --quiet --locked --all-extras --no-emit-project --no-hashes --output-file out/requirements.txt
    uvx pip-audit --no-deps --disable-pip --requirement out/requirements.txt

# the versions of uv.lock anew, after a change of pyproject.toml
lock:
    uv lock --default-index https://pypi.org/simple

# large registers: loading, asking, rebuilding
bench *arguments:
    python -m bench {{ arguments }}

# the answers of every door into a folder, and what has changed since older ones: see docs/explanation/changes-of-answers.md
golden folder *arguments:
    python -m bench.golden {{ folder }} {{ arguments }}

# how the code reads, room by room; fails for circles, floors, and density that rose
house:
    python -m bench.house --limits

# bytes at one reader until something other than Kizuna's own errors comes out
fuzz reader *arguments:
    python -m fuzz {{ reader }} -max_total_time=60 {{ arguments }}

# the reference pages that are read off the code
docs:
    python docs/generate.py

# the note that the README shows, in out/
note language="en":
    mkdir -p out
    kizuna --db out/kizuna.sqlite3 report kansai china --as-of 1987-04-01 --lang {{ language }} --out out/kansai-china.{{ language }}.html

# the scripts and styles of others that pages use
vendor:
    python tools/vendor.py

# the pages, at http://127.0.0.1:8000/
serve *arguments:
    kizuna serve {{ arguments }}
