"""H13: which category of the budget an amount belongs to, and how actual stands against planned. Values in, verdict out."""


def category(product, product_categories, account, mapping):
    """Return the category that an amount belongs to, or None: by its product, else its product's category, else its account.

    :param product: key of the product, or None
    :param product_categories: keys of the product's category and of those above it, the nearest first
    :param account: key of the general account, or None
    :param mapping: {("product" | "product_category" | "account", key): category}
    """
    roads = [("product", product), *(("product_category", each) for each in product_categories), ("account", account)]
    return next((mapping[road] for road in roads if road in mapping), None)


def difference(direction, planned, actual):
    """Return what is better (positive) or worse (negative) than planned: less cost, or more income."""
    return actual - planned if direction == "income" else planned - actual


def used(planned, actual):
    """Return the actual amount in per cent of the planned one; None without a plan."""
    return 100 * actual / planned if planned else None
