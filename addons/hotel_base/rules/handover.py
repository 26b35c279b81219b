"""E8: what counts as a change of post, and who has to confirm a hand-over. Plain Python."""

from typing import NamedTuple

#: The parties of a hand-over in the order in which the form lists them.
PARTIES = ("from", "to", "head", "finance", "gm")


class Post(NamedTuple):
    """Where an employee works; ids, or a false value where nothing is set."""

    department: int
    job: int


def leaves(post, new):
    """Return whether going from `post` to `new` leaves a department or a job. A first assignment leaves nothing."""
    return bool(
        (post.department and new.department != post.department) or (post.job and new.job != post.job)
    )


def changes_post(before, after):
    """E8: return whether a change of an employee's timeline makes them leave their post, now or on a later day.

    :param before: list of `Post` from today on, the present one first; empty for an employee who did not exist
    :param after: the same after the change
    """
    if not before or not after:
        return False
    present = before[0]
    if leaves(present, after[0]):
        return True
    return any(leaves(present, post) for post in after[1:] if post not in before)


def missing_parties(confirmed):
    """Return the parties that have not confirmed yet, in order. `confirmed` maps a party to a truth value."""
    return [party for party in PARTIES if not confirmed.get(party)]
