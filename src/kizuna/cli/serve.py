"""kizuna serve: Kizuna in the browser; kizuna worker: its jobs; kizuna mcp: the
register for assistants.
"""

import errno
import gc
import json
import os
import signal
import socket
import sys
from importlib.util import find_spec
from typing import Annotated

import click

from kizuna.cli.asking import console, open_for_asking, plain
from kizuna.cli.command import Integer, command
from kizuna.errors import BadQuestion, NotAllowed, NotFound
from kizuna.store.queries.accounts import account_named, has_administrator
from kizuna.workflows.accounts import owner_pass
from kizuna.workflows.acting import acting_user
from kizuna.workflows.logs import configure_logs

Port = Annotated[int, Integer(1, 65535)]


@command
def serve(
    ctx: click.Context,
    host: str = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, Integer(1)] = 1,
    no_worker: bool = False,
    owner: bool = False,
) -> None:
    """Serve the register to browsers, until it is interrupted.

    While nobody is an administrator, an address is printed that signs you in as one,
    once.

    --host ADDRESS: The address to listen at.
    --port N: The port to listen at.
    --workers N: Processes that answer.
    --no-worker: Leave jobs to kizuna worker.
    --owner: Print an address that signs you in, once.
    """
    refuse_used_port(host, port)
    _open_for_serving(ctx)
    os.environ["KIZUNA_WORKER"] = "0" if no_worker else "1"
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    told = f"Kizuna is at {address}/ (stop with Ctrl-C)"
    if owner or not has_administrator():
        secret = owner_pass(acting_user=acting_user())
        told += f"\nTo sign in as its owner, once: {address}/entrance/{secret}"
    click.echo(told)
    sys.stdout.flush()
    # The server takes the process over: Django is configured once in a process, and
    # was, to open the register.
    options = {"interface": "rsgi", "host": host, "port": port, "workers": workers}
    options |= {"task-impl": "asyncio", "loop": "asyncio", "log-level": "warning"}
    options |= {
        "workers-kill-timeout": 8
    }  # seconds to end answers; containers give ten in all
    words = [
        part for name, value in options.items() for part in (f"--{name}", str(value))
    ]
    os.execv(
        sys.executable,
        [sys.executable, "-m", "granian", *words, "kizuna.web.wsgi:server"],
    )


def _open_for_serving(ctx: click.Context) -> None:
    """Open the database that --db names, for the processes too that are started from
    here.
    """
    open_for_asking(ctx)
    if location := ctx.find_root().obj:
        os.environ["KIZUNA_DB"] = str(location)


def refuse_used_port(host: str, port: int) -> None:
    """Raise BadParameter when nothing can listen there, and name the next free port
    when another server does.

    The server itself shares its port among its processes, and so with any other that
    does the same.
    """
    if (error := _bind_error(host, port)) is None:
        return
    wrong, option = (
        f"{host}:{port} cannot be used: {os.strerror(error.errno or 0)}",
        "--port",
    )
    if isinstance(error, socket.gaierror):
        wrong, option = f"{host!r} is not an address: {error.strerror}", "--host"
    elif error.errno == errno.EADDRINUSE:
        others = (
            other for other in range(port + 1, 65536) if not _bind_error(host, other)
        )
        wrong = f"port {port} is in use; try --port {next(others, 8000)}"
    raise click.BadParameter(wrong, param_hint=option)


def _bind_error(host: str, port: int) -> OSError | None:
    """What keeps a server that shares with nobody from listening there; None when
    nothing does.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        is_both = (
            family == socket.AF_INET6 and socket.has_dualstack_ipv6()
        )  # as the server listens
        socket.create_server(address[:2], family=family, dualstack_ipv6=is_both).close()
    except OSError as error:
        return error
    return None


@command
def worker(ctx: click.Context, once: bool = False) -> None:
    """Do jobs one after another, until it is interrupted; a job under way goes back to
    the queue.

    --once: Do what is queued now, and end.
    """
    from kizuna.workflows.worker import Worker

    gc.enable()
    configure_logs()
    _open_for_serving(ctx)
    made = Worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: made.stop.set())
    if once:
        done = made.run_all()
        console().print(plain(f"{done} job{'' if done == 1 else 's'} done", "bold"))
        return
    console().print(plain(f"The worker {made.name} waits for jobs (stop with Ctrl-C)"))
    made.run()


@command
def mcp(
    ctx: click.Context,
    user: str = "",
    read_only: bool = False,
    http: bool = False,
    host: str = "127.0.0.1",
    port: Port = 8001,
) -> None:
    """Let an assistant read the register and propose claims, which wait for review.

    Without --http it speaks by standard input and output, as the assistant that starts
    it expects.

    --user NAME: Whose account the assistant uses. [default: KIZUNA_USER]
    --read-only: Offer nothing that proposes claims.
    --http: Serve by HTTP; every request brings a key.
    --host ADDRESS: The address to listen at.
    --port N: The port to listen at.
    """
    if find_spec("mcp") is None:
        raise BadQuestion(
            "assistants need the package 'mcp', which is not installed: pip install"
            " 'kizuna[mcp]'"
        )
    if http and user:
        raise BadQuestion(
            f"{user!r} is of no use with --http: there a key says who asks"
        )
    if http:
        refuse_used_port(host, port)
    _open_for_serving(ctx)
    options = {
        "user": "" if http else _account(user),
        "read_only": read_only,
        "http": http,
    }
    told = json.dumps(options | {"host": host, "port": port})
    if http:
        print(
            f"Kizuna for assistants is at http://{host}:{port}/mcp",
            file=sys.stderr,
            flush=True,
        )
    # The server takes the process over: Django is configured once in a process, and
    # was, to open the register.
    os.execv(sys.executable, [sys.executable, "-m", "kizuna.web.assistants", told])


def _account(user: str) -> str:
    """The account of an assistant: the one named, else that of KIZUNA_USER where there
    is one; "": the owner.

    Raises NotFound for a name without an account, NotAllowed for an account that is
    closed.
    """
    name = user or os.environ.get("KIZUNA_USER", "").strip()
    try:
        found = account_named(name) if name else None
    except NotFound:
        if user:
            raise
        return ""
    if found is not None and not found.is_active:
        raise NotAllowed(f"the account {name!r} is closed")
    return found.name if found else ""
