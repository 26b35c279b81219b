"""D9: the allow-list of machines on /jsonrpc and /xmlrpc, and answers that both can carry.

Both end in `odoo.service.model.execute_cr`, which looks the user up, then calls `call_kw` with model and method. Core asks
no model in between (and hides the request there), so `call_kw` is wrapped: once a process, and without effect in a
database that does not have this addon. Goes with Odoo 20, where both protocols are gone.
"""

from functools import wraps

from odoo.service import model as service

from ..rules.machine_calls import may_call


def _guarded(call_kw):
    @wraps(call_kw)
    def guarded_call_kw(model, name, args, kwargs):
        check = getattr(model.env["res.users"], "_check_machine_call", None)
        if check:
            check(model._name, name)
        answer = call_kw(model, name, args, kwargs)
        # XML-RPC knows no null and would fail after the slip is stored; Odoo's old protocols say false instead.
        if may_call(model._name, name) and isinstance(answer, dict):
            return {key: False if value is None else value for key, value in answer.items()}
        return answer

    guarded_call_kw.guards_machines = True
    return guarded_call_kw


def install():
    """Wrap `call_kw`; a second time changes nothing."""
    if not getattr(service.call_kw, "guards_machines", False):
        service.call_kw = _guarded(service.call_kw)
