"""Our Owl components' own tests (hoot), each addon's in its static/tests/*.test.js, run in Chromium."""

from odoo.tests import HttpCase


class HootCase(HttpCase):
    """`self.run_hoot("hotel_credit")` runs an addon's tests, and nothing else of what is installed."""

    def run_hoot(self, addon):
        """Run the tests of one addon; each that fails is named by the page."""
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={_suite_id(f'@{addon}')}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )


def _suite_id(name):
    """Return the id under which hoot knows a suite."""
    number = 0
    for character in name:
        number = (31 * number + ord(character)) & 0xFFFFFFFF
    return f"{number:08x}"
