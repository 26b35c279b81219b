"""H23: what damage costs by the tariff. Values in, verdict out."""


def price_on(prices, day):
    """Return the price in force on a day, None when there is none yet.

    :param prices: list of (first day, price)
    """
    begun = [(start, price) for start, price in prices if start <= day]
    return max(begun)[1] if begun else None


def signing_problems(photo, signature, signed_by, quantity, price):
    """Return the codes of what is missing before a damage note counts as signed."""
    return [
        code
        for code, there in (
            ("photo", photo),
            ("signature", signature),
            ("signed_by", (signed_by or "").strip()),
            ("quantity", (quantity or 0) > 0),
            ("price", price is not None and price > 0),
        )
        if not there
    ]
