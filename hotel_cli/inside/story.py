"""The part of the demonstration data that needs an installed system: demo/story.py of each addon that has one."""

import importlib


def main(env, addons):
    """Let each of `addons` tell its story, in their order."""
    for addon in addons:
        importlib.import_module(f"odoo.addons.{addon}.demo.story").tell(env)
        env.cr.commit()
    return len(addons)
