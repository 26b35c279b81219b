"""C2, C5, C6: which way an agreement may go, and who may send it there; who may write which field when.

Plain data and functions: roles are short names (the XML id of the group without ``group_``), ``system`` is the server.
"""

SYSTEM = "system"

#: {state: {next state: roles that may send it there}}
TRANSITIONS = {
    "to_sign": {"active": {"finance"}, "terminated": {"finance_head", "gm"}},
    "active": {
        "suspended": {"finance_head", "gm"},
        "expired": {SYSTEM},
        "terminated": {"finance_head", "gm"},
    },
    "suspended": {
        "active": {"finance_head", "gm"},
        "expired": {SYSTEM},
        "terminated": {"finance_head", "gm"},
    },
    "expired": {},
    "terminated": {},
}

#: States in which an agreement is in force for its firm (suspended ones still stand in the way of another one).
RUNNING = ("active", "suspended")

#: What is entered from the signed papers.
PAPERS = frozenset({
    "customer_signed", "customer_sealed", "hotel_signed", "company_sealed", "finance_sealed", "signed_on",
    "scan_upload", "scan_filename", "letter_upload", "letter_filename", "letter_received_on", "received_on",
    "signer_ids", "note",
})  # fmt: skip
ARCHIVE = frozenset({"archive_number", "archive_place"})


def may_go(state, target, roles):
    """C5, C6: True if one of `roles` may send an agreement from `state` to `target`; the system may go every way there is."""
    allowed = TRANSITIONS.get(state, {}).get(target)
    return allowed is not None and (SYSTEM in roles or bool(allowed & set(roles)))


def editable_fields(state, received, roles):
    """C2: return the fields that `roles` may write in `state`.

    Sales enters the papers until finance has `received` them, finance after that. Outlets, which were reviewed with the
    application, are changed by finance alone, what happens to overdue customers by the finance head, the salesperson by
    the sales head; the rest comes from decisions and notices.
    The auditor writes where the papers are kept, once they are entered.
    """
    roles = set(roles)
    names = set()
    if state == "to_sign" and ("finance" in roles or ("sales" in roles and not received)):
        names |= PAPERS
    if state in ("to_sign", *RUNNING):
        if "finance" in roles:
            names |= {"outlet_ids", "note"}
        if "finance_head" in roles:
            names |= {"overdue_policy"}
    if "sales_head" in roles and state in ("to_sign", *RUNNING):
        names |= {"user_id"}
    if "auditor" in roles and state != "to_sign":
        names |= ARCHIVE
    return names
