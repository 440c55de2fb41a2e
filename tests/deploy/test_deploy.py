"""The files of a deployment do what their page says, as far as this machine can show
it.
"""

from __future__ import annotations

import re
import shlex
import shutil
import ssl
import subprocess
import sys
import time
import tomllib
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from cli.conftest import commands
from web.conftest import free_port, serving_by_command

HOUSE = Path(__file__).resolve().parents[2]
DEPLOY = HOUSE / "deploy"
PAGE = (HOUSE / "docs" / "howto" / "deploy.md").read_text("utf-8")
UNITS = sorted((DEPLOY / "systemd").iterdir())
_VARIABLE = re.compile(r"\bKIZUNA_[A-Z_]+[A-Z](?![A-Z_])")


def _tool(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"no {name} on this machine")
    return found


def test_the_table_of_settings_names_all_that_the_code_reads_and_no_others() -> None:
    sources = (HOUSE / "src" / "kizuna").rglob("*.py")
    read = {
        name for path in sources for name in _VARIABLE.findall(path.read_text("utf-8"))
    }
    table = PAGE.partition("## Settings")[2].partition("\n## ")[0]
    cells = [row.split("|")[1] for row in table.splitlines() if "|" in row]
    assert {name for cell in cells for name in _VARIABLE.findall(cell)} == read


def test_the_example_of_settings_sets_only_what_there_is() -> None:
    lines = (DEPLOY / "kizuna.env.example").read_text("utf-8").splitlines()
    named = {
        line.partition("=")[0] for line in lines if line and not line.startswith("#")
    }
    assert named <= set(_VARIABLE.findall(PAGE))
    assert {"KIZUNA_DB", "KIZUNA_SECRET_KEY", "KIZUNA_HOSTS", "KIZUNA_HTTPS"} <= named


def _commands(text: str) -> list[list[str]]:
    """The words after `kizuna` of every command in a text."""
    command = r"^(?:ExecStart=)?(?:/opt/kizuna/bin/|    )kizuna (.+)"
    return [
        shlex.split(c, comments=True) for c in re.findall(command, text, re.MULTILINE)
    ]


def _options(words: list[str]) -> set[str]:
    """The options of a command and those that hold for all; ValueError when there is no
    such command.
    """
    told = f" {' '.join(words)} "
    command = commands()[
        max((name for name in commands() if f" {name} " in told), key=len)
    ]
    return {"--db", "--version"} | {
        option for param in command.params for option in param.opts
    }


@pytest.mark.parametrize("source", ["page", *(unit.name for unit in UNITS)])
def test_the_commands_are_commands_of_kizuna(source: str) -> None:
    text = (
        PAGE if source == "page" else (DEPLOY / "systemd" / source).read_text("utf-8")
    )
    found = _commands(text)
    assert found or source.endswith(".timer")
    for words in found:
        given = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert given <= _options(words), words


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_nothing_wrong_with_a_unit(unit: Path, tmp_path: Path) -> None:
    analyse = _tool("systemd-analyze")
    for each in UNITS:
        text = each.read_text("utf-8").replace("/opt/kizuna/bin/kizuna", sys.executable)
        (tmp_path / each.name).write_text(text)
    command = [analyse, "verify", "--man=no", str(tmp_path / unit.name)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_no_service_runs_as_root() -> None:
    for unit in UNITS:
        if unit.suffix == ".service":
            text = unit.read_text("utf-8")
            assert "\nUser=kizuna\n" in text
            assert "\nNoNewPrivileges=yes\n" in text


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for ties.example.org, signed by itself, and its key."""
    made, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    asked = f"req -x509 -newkey rsa:2048 -nodes -days 1 -out {made} -keyout {key}"
    name = "-subj /CN=ties.example.org -addext subjectAltName=DNS:ties.example.org"
    command = [_tool("openssl"), *asked.split(), *name.split()]
    subprocess.run(command, check=True, capture_output=True)
    return made, key


def _site(
    folder: Path, certificate: tuple[Path, Path], ports: tuple[int, int, int]
) -> Path:
    """The file for nginx with this test's ports and certificate, inside what belongs
    around it.
    """
    plain, secure, server = ports
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    for old, new in (
        ("127.0.0.1:8000", f"127.0.0.1:{server}"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;"),
        ("/etc/letsencrypt/live/ties.example.org/fullchain.pem", str(certificate[0])),
        ("/etc/letsencrypt/live/ties.example.org/privkey.pem", str(certificate[1])),
    ):
        assert old in text
        text = text.replace(old, new)
    text = re.sub(r"\n *listen \[::\].*", "", text)
    path = folder / "nginx.conf"
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f"{name}_temp_path {folder}/{name};" for name in names)
    path.write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off;\n{temporary}\n{text}\n}}\n"
    )
    return path


def test_behind_nginx_it_answers_by_https_alone(
    built_in: Path, tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    nginx = _tool("nginx")
    plain, secure = free_port(), free_port()
    settings = {
        "KIZUNA_HOSTS": "ties.example.org",
        "KIZUNA_HTTPS": "1",
        "KIZUNA_PROXIES": "1",
    }
    settings["KIZUNA_SECRET_KEY"] = "abcdefghijklmnopqrstuvwxyz" * 3
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    host = {"Host": "ties.example.org"}
    with (
        serving_by_command(built_in, **settings) as served,
        httpx.Client(verify=trusting, headers=host, timeout=60) as client,
    ):
        server = int(served.address.rpartition(":")[2])
        site = _site(tmp_path, certificate, (plain, secure, server))
        checked = subprocess.run(
            [nginx, "-t", "-c", str(site)], capture_output=True, text=True
        )
        assert checked.returncode == 0, checked.stderr
        with subprocess.Popen([nginx, "-c", str(site)]) as proxy:
            try:
                _check_answers(client, plain, secure, server)
            finally:
                proxy.terminate()


def _check_answers(client: httpx.Client, plain: int, secure: int, server: int) -> None:
    address = f"https://127.0.0.1:{secure}/sign-in"
    asked = {"extensions": {"sni_hostname": "ties.example.org"}}
    answer = _answer(client, address, asked)
    assert answer.status_code == 200
    assert {"Secure" in cookie for cookie in answer.headers.get_list("set-cookie")} == {
        True
    }
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    told = client.get(f"http://127.0.0.1:{plain}/sign-in")
    assert told.headers["location"] == "https://ties.example.org/sign-in"
    direct = client.get(f"http://127.0.0.1:{server}/sign-in")
    assert direct.headers["location"].startswith("https://")
    other = client.get(address, headers={"Host": "evil.example"}, **asked)
    assert other.status_code in (400, 404)


def _answer(
    client: httpx.Client, address: str, asked: dict[str, object]
) -> httpx.Response:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with suppress(httpx.TransportError):
            answer = client.get(address, **asked)  # type: ignore[arg-type]
            if answer.status_code != 502:
                return answer
        time.sleep(0.2)
    pytest.fail("no answer")


def test_caddy_takes_its_file(tmp_path: Path) -> None:
    command = [_tool("caddy"), "validate", "--adapter", "caddyfile", "--config"]
    command.append(str(DEPLOY / "Caddyfile"))
    outside = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    ran = subprocess.run(command, capture_output=True, text=True, env=outside)
    assert ran.returncode == 0, ran.stderr


def test_the_container_file_names_what_is_there() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
        *sources, _ = line.split()
        assert [source for source in sources if not (HOUSE / source).exists()] == []
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
    extras = re.findall(r"--extra (\w+)", text)
    assert extras
    assert set(extras) <= project["optional-dependencies"].keys()
    bases = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    assert all(re.search(r":\d+\.\d+\.\d+-", base) for base in bases), (
        "the base is pinned"
    )
    assert re.findall(r"^USER (\S+)", text, re.MULTILINE)[-1] not in ("root", "0")
    (command,) = re.findall(r"^CMD \[(.+)\]$", text, re.MULTILINE)
    words = re.findall(r'"([^"]+)"', command)
    assert {word for word in words if word.startswith("--")} <= _options(words)
