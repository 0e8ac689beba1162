"""Who may come in, on every way in which a browser may reach an application."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from websockets.datastructures import Headers

from pgwidgets.server.access import AccessRules
from pgwidgets.server.origins import (
    is_loopback,
    parse_authority,
    parse_name,
    parse_origin,
)

LOCAL = "127.0.0.1"
REMOTE = "203.0.113.7"
RULES = AccessRules("127.0.0.1", (9500, 9501), machine_names=("lab", "lab.local"))


def asking(host: str | None = None, origin: str | None = None, **more: str) -> Headers:
    headers = Headers()
    if host is not None:
        headers["Host"] = host
    if origin is not None:
        headers["Origin"] = origin
    for name, value in more.items():
        headers[name.replace("_", "-")] = value
    return headers


# Each way of serving the page, with the headers that the WebSocket server sees.
WAYS_IN = {
    "own server": asking("localhost:9501", "http://localhost:9501"),
    "own server, by address": asking("127.0.0.1:9501", "http://127.0.0.1:9501"),
    "own server, IPv6": asking("[::1]:9501", "http://[::1]:9501"),
    "own server, own name": asking("Lab:9501", "http://lab:9501"),
    "own server, mDNS": asking("lab.local:9501", "http://lab.local:9501"),
    "own server, over the network": asking("192.0.2.2:9501", "http://192.0.2.2:9501"),
    "page port, WebSocket port": asking("localhost:9500", "http://localhost:9501"),
    "SSH tunnel to another port": asking("localhost:7000", "http://localhost:7000"),
    "nginx": asking("myapp.example.com", "http://myapp.example.com"),
    "nginx, TLS": asking("myapp.example.com", "https://myapp.example.com"),
    "nginx, TLS on another port": asking("myapp.example.com", "https://myapp.example.com:8443"),
    "FastAPI": asking("localhost:9500", "http://localhost:8000"),
    "FastAPI, opened by address": asking("localhost:9500", "http://127.0.0.1:8000"),
    "FastAPI, opened by IPv6 address": asking("localhost:9500", "http://[::1]:8000"),
    "FastAPI, opened by the address that uvicorn prints": asking(
        "localhost:9500", "http://0.0.0.0:8000"
    ),
    "Apache": asking(
        "127.0.0.1:9500", "http://myapp.example.com", X_Forwarded_Host="myapp.example.com"
    ),
    "Apache behind another proxy": asking(
        "127.0.0.1:9500",
        "https://myapp.example.com",
        X_Forwarded_Host="myapp.example.com, inner.example.com",
    ),
    "Caddy": asking(
        "myapp.example.com", "https://myapp.example.com", X_Forwarded_Host="myapp.example.com"
    ),
    "Caddy on another port": asking("myapp.example.com:8443", "https://myapp.example.com:8443"),
    "jupyter-server-proxy": asking("localhost:8888", "http://localhost:8888"),
    "jupyter-server-proxy, remote": asking("lab.example.org:8888", "http://lab.example.org:8888"),
    "JupyterHub": asking("hub.example.org", "https://hub.example.org"),
    "a script": asking("127.0.0.1:9500"),
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_ways_in(way: str) -> None:
    assert RULES.check(WAYS_IN[way], LOCAL, upgrade=True) is None
    assert RULES.check(WAYS_IN[way], LOCAL, upgrade=False) is None


@pytest.mark.parametrize(
    ("headers", "peer", "argument", "value"),
    [
        # A page that the user merely visits.
        (
            asking("localhost:9500", "https://evil.example"),
            LOCAL,
            "allowed_origins",
            "https://evil.example",
        ),
        (
            asking("localhost:9500", "http://localhost.evil.example"),
            LOCAL,
            "allowed_origins",
            "http://localhost.evil.example",
        ),
        (
            asking("myapp.example.com", "https://evil.example"),
            LOCAL,
            "allowed_origins",
            "https://evil.example",
        ),
        # DNS rebinding: the foreign name leads here, and so both headers agree.
        (
            asking("evil.example:9500", "http://evil.example:9500"),
            LOCAL,
            "allowed_hosts",
            "evil.example",
        ),
        (
            asking("evil.example:9501", "http://evil.example:9501"),
            LOCAL,
            "allowed_hosts",
            "evil.example",
        ),
        # A page of the same server that rebound its name can send this header, by fetch.
        (
            asking("evil.example:9500", "http://evil.example:9500", X_Forwarded_Host="localhost"),
            LOCAL,
            "allowed_hosts",
            "evil.example",
        ),
        # A proxy that hides the host it was asked for.
        (
            asking("127.0.0.1:9500", "https://myapp.example.com"),
            LOCAL,
            "allowed_origins",
            "https://myapp.example.com",
        ),
        # Only a proxy on this machine is believed.
        (
            asking("192.0.2.2:9500", "https://evil.example", X_Forwarded_Host="evil.example"),
            REMOTE,
            "allowed_origins",
            "https://evil.example",
        ),
        # Pages without an origin, and with one that is not the web's.
        (asking("localhost:9500", "null"), LOCAL, "allowed_origins", "null"),
        (
            asking("localhost:9500", "vscode-webview://localhost"),
            LOCAL,
            "allowed_origins",
            "vscode-webview://localhost",
        ),
        # A program on another machine.
        (asking("192.0.2.2:9500"), REMOTE, "allowed_origins", "*"),
        # Two different machines with page and WebSocket.
        (
            asking("192.0.2.2:9500", "http://192.0.2.3:9500"),
            REMOTE,
            "allowed_origins",
            "http://192.0.2.3:9500",
        ),
    ],
)
def test_refusals_name_what_would_allow_them(
    headers: Headers, peer: str, argument: str, value: str
) -> None:
    refusal = RULES.check(headers, peer, upgrade=True)
    assert refusal is not None
    assert (refusal.argument, refusal.value) == (argument, value)
    assert f'Application({argument}=["{value}"])' in str(refusal)


def test_a_get_is_held_to_the_host_rule_alone() -> None:
    assert (
        RULES.check(asking("localhost:9501", "https://evil.example"), LOCAL, upgrade=False) is None
    )
    refusal = RULES.check(asking("evil.example:9501"), LOCAL, upgrade=False)
    assert refusal is not None
    assert refusal.argument == "allowed_hosts"


def test_port_80_is_not_in_the_host_header() -> None:
    rules = AccessRules("0.0.0.0", (80,))
    refusal = rules.check(asking("evil.example", "http://evil.example"), LOCAL, upgrade=True)
    assert refusal is not None
    assert refusal.argument == "allowed_hosts"


def test_the_bound_name_is_known() -> None:
    headers = asking("service.example.com:9500", "http://service.example.com:9500")
    assert RULES.check(headers, REMOTE, upgrade=True) is not None
    rules = AccessRules("Service.example.com", (9500,))
    assert rules.check(headers, REMOTE, upgrade=True) is None


def test_unix_sockets_are_reached_through_a_proxy_on_this_machine() -> None:
    rules = AccessRules(None, (9500,))
    assert rules.check(asking("localhost"), None, upgrade=True) is None
    headers = asking("lab.example.org:9500", "http://lab.example.org:9500")
    assert rules.check(headers, None, upgrade=True) is None
    assert rules.check(asking("localhost", "https://evil.example"), None, upgrade=True) is not None


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"])
def test_loopback_peers(peer: str) -> None:
    assert RULES.check(asking("127.0.0.1:9500"), peer, upgrade=True) is None


@pytest.mark.parametrize("peer", ["192.0.2.9", "fe80::1%eth0", "::ffff:192.0.2.9", ""])
def test_other_peers(peer: str) -> None:
    assert RULES.check(asking("127.0.0.1:9500"), peer, upgrade=True) is not None


def test_everybody_may_be_let_in() -> None:
    rules = AccessRules("0.0.0.0", (9500,), allowed_origins=["*"])
    for origin in (None, "null", "https://evil.example"):
        assert rules.check(asking("192.0.2.2:9500", origin), REMOTE, upgrade=True) is None
    assert rules.check(asking("evil.example:9500"), REMOTE, upgrade=True) is not None


def test_an_origin_is_scheme_name_and_port() -> None:
    rules = replace(RULES, allowed_origins=["https://app.example:443"])

    def allowed(origin: str) -> bool:
        return rules.check(asking("localhost:9500", origin), LOCAL, upgrade=True) is None

    assert allowed("https://app.example")
    assert allowed("https://APP.example")
    assert not allowed("http://app.example")
    assert not allowed("https://app.example:8443")
    assert not allowed("https://sub.app.example")


@pytest.mark.parametrize(
    "headers",
    [
        asking(),
        asking(""),
        asking("a b"),
        asking("user@localhost:9500"),
        asking("localhost:9500:9500"),
        asking("localhost:99999"),
        asking("[127.0.0.1]:9500"),
        asking("::1"),
        asking("a" * 300),
        Headers([("Host", "localhost:9500"), ("Host", "evil.example")]),
        asking("localhost:9500", "localhost:9500"),
        asking("localhost:9500", "http://localhost/path"),
        asking("localhost:9500", "http://"),
        asking("localhost:9500", "\x85\xa0\t[31m"),
        Headers([("Host", "localhost"), ("Origin", "http://localhost"), ("Origin", "null")]),
    ],
)
def test_malformed_headers(headers: Headers) -> None:
    refusal = RULES.check(headers, LOCAL, upgrade=True)
    assert refusal is not None
    assert refusal.argument is None
    assert "malformed" in str(refusal)
    assert str(refusal).isprintable()


@pytest.mark.parametrize(
    ("argument", "entry", "hint"),
    [
        ("allowed_origins", "app.example", "did you mean 'https://app.example'?"),
        ("allowed_origins", "app.example:8000", "did you mean 'https://app.example:8000'?"),
        ("allowed_origins", "http://app.example/", "did you mean 'http://app.example'?"),
        ("allowed_origins", "https://app.example/x?y", "did you mean 'https://app.example'?"),
        ("allowed_origins", "every one", 'expected one like "https://lab.example:8000"'),
        ("allowed_hosts", "https://app.example", "did you mean 'app.example'?"),
        ("allowed_hosts", "app.example:8000", "did you mean 'app.example'?"),
        ("allowed_hosts", "*", "is not a host name"),
    ],
)
def test_wrong_entries_name_the_right_one(argument: str, entry: str, hint: str) -> None:
    with pytest.raises(ValueError, match=f"^{argument}: ") as caught:
        AccessRules("127.0.0.1", (9500,), **{argument: [entry]})
    assert hint in str(caught.value)


@pytest.mark.parametrize("argument", ["allowed_origins", "allowed_hosts"])
def test_a_lone_string_is_refused(argument: str) -> None:
    with pytest.raises(TypeError, match=f"{argument} takes a list"):
        AccessRules("127.0.0.1", (9500,), **{argument: "https://app.example"})


label = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
host_name = st.lists(label, min_size=1, max_size=4).map(".".join)
address = st.ip_addresses().map(str)
port = st.integers(1, 65535)
scheme = st.sampled_from(["http", "https"])
peer = st.one_of(st.none(), address)
header_text = st.from_regex(r"[\t\x20-\x7e\x80-\xff]{0,300}", fullmatch=True)


def authority(name: str, port: int | None) -> str:
    shown = f"[{name}]" if ":" in name else name
    return shown if port is None else f"{shown}:{port}"


@given(scheme, st.one_of(host_name, address), port, port, peer)
def test_the_same_host_is_let_in_on_any_port(
    scheme: str, name: str, page_port: int, proxy_port: int, peer: str | None
) -> None:
    assume(proxy_port not in {9500, 9501})
    headers = asking(authority(name, proxy_port), f"{scheme}://{authority(name, page_port)}")
    assert RULES.check(headers, peer, upgrade=True) is None


@given(scheme, host_name, st.one_of(host_name, address), port, peer)
def test_another_host_is_refused(
    scheme: str, page: str, host: str, host_port: int, peer: str | None
) -> None:
    assume(parse_name(page) != parse_name(host))
    assume(not (is_loopback(page) and is_loopback(host)))
    headers = asking(authority(host, host_port), f"{scheme}://{page}")
    assert RULES.check(headers, peer, upgrade=True) is not None


@given(st.one_of(st.none(), host_name, address), st.one_of(host_name, address), port, peer)
def test_the_advice_of_a_refusal_helps(
    page: str | None, host: str, host_port: int, peer: str | None
) -> None:
    origin = None if page is None else f"http://{authority(page, None)}"
    headers = asking(authority(host, host_port), origin)
    rules = RULES
    for _ in range(2):
        refusal = rules.check(headers, peer, upgrade=True)
        if refusal is not None:
            assert refusal.value is not None
            advised = (refusal.value,)
            if refusal.argument == "allowed_hosts":
                rules = replace(rules, allowed_hosts=advised)
            else:
                rules = replace(rules, allowed_origins=advised)
    assert rules.check(headers, peer, upgrade=True) is None


@given(header_text, header_text, header_text, st.one_of(peer, header_text), st.booleans())
def test_any_header_gets_a_decision_fit_for_a_log(
    host: str, origin: str, forwarded: str, peer: str | None, upgrade: bool
) -> None:
    for name in (host, "localhost:9500"):
        headers = asking(name, origin, X_Forwarded_Host=forwarded)
        refusal = RULES.check(headers, peer, upgrade=upgrade)
        if refusal is not None:
            assert str(refusal).isascii()
            assert str(refusal).isprintable()
            assert len(str(refusal)) < 1200


@given(st.one_of(host_name, address), st.one_of(st.none(), port))
def test_normal_forms_are_stable(name: str, port: int | None) -> None:
    parsed = parse_authority(authority(name, port))
    assert parsed is not None
    assert parsed.port == port
    assert parse_name(parsed.name) == parsed.name
    origin = parse_origin(f"HTTP://{authority(name, port)}".upper())
    assert origin is not None
    assert parse_origin(str(origin)) == origin
