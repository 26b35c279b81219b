"""The examples of docs/api.md, run as they stand."""

import json
import os
import re
import subprocess
from pathlib import Path

from .charge_world import World

PAGE = Path(__file__).resolve().parent.parent / "docs" / "api.md"
EXAMPLE = re.compile(r"```bash\n(.*?)```\n```json\n(.*?)```", re.S)


def test_the_examples_of_the_api_page_run(server):
    """D9: each curl command of docs/api.md answers what the page shows."""
    world = World(server(workers=0), limit=1000)
    examples = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))
    assert len(examples) == 4
    number = None
    for command, shown in examples:
        # The first slip of a database may have another number than on the page.
        command = command.replace("S00000001", number or "S00000001")
        result = subprocess.run(
            ["bash", "-c", command],
            env={**os.environ, "HOTEL": world.server.url, "KEY": world.key},
            capture_output=True,
            text=True,
            check=True,
        )
        answer, expected = json.loads(result.stdout), json.loads(shown)
        number = number or answer["charge"]
        for key, value in expected.items():
            if key == "charge":
                assert answer[key] == number
            elif key == "currency":
                assert len(answer[key]) == 3
            elif key == "arguments":
                assert answer[key][1] == value[1]
            else:
                assert answer[key] == value, (key, answer)
