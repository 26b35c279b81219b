"""Errors of charging that a program has to tell apart; over /json/2 each comes with HTTP status 409 (Conflict)."""

from odoo.exceptions import UserError


class ChargeConflict(UserError):
    """The slip stands, and what is asked contradicts it.

    `arguments` of the answer are the message and a code: reference_conflict, already_voided, already_billed, day_closed.
    """

    http_status = 409

    def __init__(self, message, code):
        super().__init__(message)
        self.code = code
        self.args = (message, code)
        # The web client knows this class as a user's error and shows the message alone.
        self.context = {"exception_class": "odoo.exceptions.UserError", "code": code}

    def __str__(self):
        return self.args[0]


class ChargeReferenceConflict(ChargeConflict):
    """D5: the external reference belongs to a slip with other content."""

    def __init__(self, message):
        super().__init__(message, "reference_conflict")
