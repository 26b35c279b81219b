"""From button to answer over HTTP: 16 tills at once on one agreement, prefork workers (issue: p95 300 ms, no error)."""

import time

import requests

from tests.charge_world import World, at_once

serve = 4
TILLS = 16
TURNS = 25


def run(server, out):
    """Return the times that 16 cashiers wait who charge one agreement all at once, as the till's screen calls."""
    world = World(server, limit=1_000_000)
    url = f"{server.url}/web/dataset/call_kw/hotel.charge/authorise"

    def call(session, reference):
        values = {"outlet": "TILL", "customer": "F1", "amounts": {"food": "10.00"}, "external_ref": reference}
        params = {"model": "hotel.charge", "method": "authorise", "args": [values], "kwargs": {}}
        start = time.perf_counter()
        answer = session.post(url, json={"jsonrpc": "2.0", "method": "call", "params": params}, timeout=60).json()
        return time.perf_counter() - start, answer.get("result", {}).get("granted", False)

    def till(number):
        with requests.Session() as session:
            login = {"db": server.database, "login": "till", "password": "till"}
            session.post(f"{server.url}/web/session/authenticate", json={"params": login}, timeout=60).raise_for_status()
            for turn in range(3):
                call(session, f"warm-{number}-{turn}")
            return [call(session, f"{number}-{turn}") for turn in range(TURNS)]

    out(f"{TILLS} tills, {TURNS} charges each, without a pause")
    start = time.perf_counter()
    answers = [answer for answers in at_once(TILLS, till) for answer in answers]
    seconds = time.perf_counter() - start
    times = sorted(taken for taken, _granted in answers)
    return {
        "charges": len(answers),
        "granted": sum(granted for _taken, granted in answers),
        "median_ms": round(1000 * times[len(times) // 2], 1),
        "p95_ms": round(1000 * times[int(len(times) * 0.95)], 1),
        "worst_ms": round(1000 * times[-1], 1),
        "charges_per_second": round(len(answers) / seconds, 1),
        "used_agrees": world.call("lookup", reference="0-0").json()["remaining"]
        == 1_000_000 - 10 * (len(answers) + 3 * TILLS),
    }
