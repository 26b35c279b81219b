from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        """D9: a machine reaches /json/2 alone, and there only what is on the list: every other route is refused.

        /jsonrpc and /xmlrpc bring their user inside the call; those are guarded in tools/machine_guard.py.

        :raise AccessError: (403) a machine calls anything else
        """
        if request.env.uid:
            is_json2 = rule.endpoint.routing["type"] == "json2"
            called = (args.get("__model__"), args.get("__method__")) if is_json2 else (None, None)
            # The browser's language is checked by core only afterwards: with one that is not installed, nothing can be read.
            request.env["res.users"].with_context(lang=None)._check_machine_call(*called)
        return super()._pre_dispatch(rule, args)
