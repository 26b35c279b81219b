"""I1: into which class a customer belongs, from the place by revenue and the share of late payments."""

from typing import NamedTuple


class Grade(NamedTuple):
    """A class as the proposal sees it, the best first.

    :ivar share: per cent of the customers that it takes
    :ivar max_late: per cent of the invoices that may have been paid late
    """

    id: int
    share: float
    max_late: float


def upper_bounds(grades):
    """Return [(class id, place in per cent up to which the class goes)]; the last class takes the rest."""
    bounds, total = [], 0.0
    for grade in grades:
        total += grade.share
        bounds.append((grade.id, min(total, 100.0)))
    if bounds:
        bounds[-1] = (bounds[-1][0], 100.0)
    return bounds


def propose(grades, place, customers, revenue, late_share):
    """Return the id of the proposed class.

    :param place: 1 for the highest revenue
    :param customers: number of customers with revenue
    :param revenue: of the last 12 months; without any the last class is proposed
    :param late_share: per cent of the invoices paid late, or None without invoices
    """
    if not grades:
        return None
    if revenue <= 0 or not customers:
        return grades[-1].id
    percent = 100.0 * place / customers
    index = next((n for n, (_id, bound) in enumerate(upper_bounds(grades)) if percent <= bound + 1e-9), len(grades) - 1)
    if place == 1:
        # Of three customers the first is still the best one, whatever share the best class takes.
        index = 0
    if late_share is not None and late_share > grades[index].max_late:
        index = min(index + 1, len(grades) - 1)
    return grades[index].id
