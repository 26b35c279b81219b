"""How the tests run, in addons/ as in tests/.

pytest-odoo lets three things pass that hide faults: a logged error, a skipped test (a tour without a browser), and tests that
Odoo itself would not run by default. Here a logged error fails its test, and with CI set a skipped one fails, too.
"""

import logging
import os
import shutil
from functools import partial
from pathlib import Path
from unittest import mock

import pytest

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import common
from odoo.tools import config

CI = bool(os.environ.get("CI"))


class LoggedErrors(logging.Handler):
    """Collects what is logged as an error."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.texts = []

    def emit(self, record):
        self.texts.append(f"{record.name}: {record.getMessage()}")

    def take(self):
        texts, self.texts = self.texts, []
        return texts


logged_errors = LoggedErrors()


def pytest_configure(config):
    logging.getLogger().addHandler(logged_errors)


def pytest_collection_modifyitems(config, items):
    """Leave out what is tagged `-standard`, as Odoo does, unless it is asked for by name."""
    if config.getoption("keyword") or any("::" in argument for argument in config.args):
        return
    left_out = [item for item in items if "standard" not in getattr(item.cls, "test_tags", {"standard"})]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped, which counts as a failure: {report.longrepr}"
    if report.when == "call":
        errors = logged_errors.take()
        if report.passed and errors:
            report.outcome, report.longrepr = "failed", "errors were logged:\n" + "\n".join(errors)
    return report


@pytest.fixture(scope="session", autouse=True)
def _files_of_its_own(load_registry):
    """Give each process of pytest-xdist its own copy of the files.

    pytest-odoo lets all of them share one folder; but after each class Odoo deletes the files that its database does not
    know, which are those that a test in another process is using.
    """
    database = common.get_db_name()
    own = Path(config["data_dir"], "filestore", database)
    shared = Path(config.filestore(database))
    if shared == own:
        yield
        return
    shutil.rmtree(own, ignore_errors=True)
    if shared.exists():
        shutil.copytree(shared, own, copy_function=os.link)
    with mock.patch.object(config, "filestore", partial(type(config).filestore, config)):
        yield
    shutil.rmtree(own, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _reports_find_the_server(load_http):
    """Let wkhtmltopdf fetch style sheets and images from the server of this run."""
    registry = Registry(common.get_db_name())
    with registry.cursor() as cr:
        parameters = api.Environment(cr, SUPERUSER_ID, {})["ir.config_parameter"]
        parameters.set_param("report.url", f"http://127.0.0.1:{config['http_port']}")
