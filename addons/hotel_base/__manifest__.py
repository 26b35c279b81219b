{
    "name": "Hotel: Foundation",
    "summary": "Working days, outlets, roles, approvals, clocks, acknowledgements and hand-overs for hotel back offices",
    "version": "19.0.1.0.0",
    "category": "Hotel",
    "author": "Hotel Back Office",
    "license": "AGPL-3",
    "depends": ["mail", "hr"],
    "data": [],
}
