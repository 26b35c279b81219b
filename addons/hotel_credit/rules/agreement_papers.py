"""C1: what an agreement needs before it is activated."""


def missing_papers(kind, entered, signers):
    """C1: return the codes of all that is missing, in the order of the paper.

    :param kind: "standard", or "special" for an organisation that cannot seal or sign (A1): it needs the hotel's own
        signature and signers with specimens, nothing else
    :param entered: set of what is there, of ``customer_signed customer_sealed hotel_signed company_sealed
        finance_sealed scan letter``
    :param signers: one bool for each named signer: True with a specimen signature
    """
    needed = ["hotel_signed"]
    if kind != "special":
        needed = ["customer_signed", "customer_sealed", *needed, "company_sealed", "finance_sealed", "scan", "letter"]
    codes = [code for code in needed if code not in entered]
    if not signers:
        codes.append("signer")
    elif not all(signers):
        codes.append("specimen")
    return codes
