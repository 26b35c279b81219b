"""Everything that has to be there before Odoo runs, in order; each part does nothing when it is there already."""

from . import environment, odoo, odoo_source, paths, postgres, programs
from .processes import lock


def ensure(development=False):
    """Set up what is missing.

    :param development: with what tests need: pytest, linters, Chromium
    :returns: Odoo's source (odoo_source.OdooSource)
    """
    paths.make_folders()
    source = odoo_source.ensure()
    with lock(paths.LOCAL, "setup", "another ./hotel is setting up; waiting"):
        environment.ensure(source, development)
        programs.ensure_postgres()
        programs.ensure_wkhtmltopdf()
        programs.ensure_chinese_font()
        if development:
            programs.ensure_chromium()
        postgres.ensure_running()
        odoo.write_settings(source)
    return source
