"""`python -m kizuna.web.assistants OPTIONS`: what `kizuna mcp` becomes."""

import sys

from kizuna.web.assistants.server import serve

if __name__ == "__main__":
    serve(sys.argv[1])
