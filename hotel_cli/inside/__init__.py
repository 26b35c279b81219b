"""Code that `./hotel` runs within Odoo's own process (standard input of its shell); see hotel_cli.odoo.call."""

import importlib
import json
import os
import sys
from pathlib import Path

from odoo.exceptions import UserError


def answer_call(env):
    """Carry out the call that the environment variables HOTEL_CALL and HOTEL_ANSWER describe."""
    question = json.loads(Path(os.environ["HOTEL_CALL"]).read_text())
    module = importlib.import_module(f"hotel_cli.inside.{question['module']}")
    try:
        result = module.main(env, **question["arguments"])
    except UserError as error:
        # Meant for whoever called: where it was raised helps nobody.
        sys.exit(f"  {error}")
    Path(os.environ["HOTEL_ANSWER"]).write_text(json.dumps(result, default=str))
