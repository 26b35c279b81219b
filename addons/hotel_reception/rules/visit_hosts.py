"""K3: who may receive whom. Plain Python; ranks are weights, a higher one ranks above."""


def host_problems(hosts, guests, least, relation, most):
    """Return codes of what is wrong with the hosts: nobody, too_many, and (host, code) with code rank or relation.

    :param hosts: {host: weight of rank}, the weight None where no rank is known
    :param guests: [weight], one a guest, None where no rank is known
    :param least: weight that each host has at least, None for any
    :param relation: "any", "equal" (not below the highest guest) or "above" (above the highest guest)
    :param most: how many hosts at most, None for as many as there are guests
    """
    problems = []
    if not hosts:
        problems.append("nobody")
    if len(hosts) > (len(guests) if most is None else min(most, len(guests))):
        problems.append("too_many")
    highest = max((weight for weight in guests if weight is not None), default=None)
    for host, weight in hosts.items():
        if least is not None and (weight is None or weight < least):
            problems.append((host, "rank"))
        elif relation != "any" and highest is not None:
            short = weight is None or weight < highest or (relation == "above" and weight == highest)
            if short:
                problems.append((host, "relation"))
    return problems
