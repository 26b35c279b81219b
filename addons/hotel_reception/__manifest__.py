{
    "name": "Hotel: Reception of Visitors and Sales Desk",
    "summary": "Visits with their standards of cost, the visitor log at the door, the queue of the sales desk",
    "version": "19.0.1.0.0",
    "category": "Hotel",
    "author": "Hotel Back Office",
    "license": "AGPL-3",
    "depends": ["hotel_base", "calendar", "crm", "hr_holidays", "portal", "report_xlsx"],
    "data": [
        "security/ir.model.access.csv",
        "security/hotel_desk.xml",
        "data/hotel_desk.xml",
        "data/hotel_desk_cron.xml",
        "views/hotel_desk_proof.xml",
        "views/menus.xml",
    ],
    "demo": [],
    "assets": {
        "web.assets_backend": ["hotel_reception/static/src/**/*"],
        "web.assets_tests": ["hotel_reception/static/tests/tours/*.js"],
    },
    "application": True,
}
