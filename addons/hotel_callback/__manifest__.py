{
    "name": "Hotel: Callbacks and Complaints",
    "summary": "Customer classes, callback rules, calls and visits with their records, complaints with running clocks",
    "version": "19.0.1.0.0",
    "category": "Hotel",
    "author": "Hotel Back Office",
    "license": "AGPL-3",
    "depends": ["hotel_base", "account", "contacts", "crm", "helpdesk_mgmt", "portal", "report_xlsx", "survey"],
    "data": [
        "security/ir.model.access.csv",
        "security/hotel_callback.xml",
        "data/mail_activity_type.xml",
        "data/ir_cron_callback.xml",
        "data/hotel_customer_class.xml",
        "views/menus.xml",
    ],
    "demo": [],
    "assets": {
        "web.assets_backend": ["hotel_callback/static/src/**/*"],
        "web.assets_tests": ["hotel_callback/static/tests/tours/*.js"],
    },
    "application": True,
}
