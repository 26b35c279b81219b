{
    "name": "Hotel: Meetings and Groups",
    "summary": "Function rooms, event orders, run sheets, crew, guests and settlement of meetings and groups",
    "version": "19.0.1.0.0",
    "category": "Hotel",
    "author": "Hotel Back Office",
    "license": "AGPL-3",
    "depends": ["hotel_credit", "event", "sale_management", "survey", "web_timeline"],
    "data": [
        "security/ir.model.access.csv",
        "security/hotel_room.xml",
        "data/mail_activity_type.xml",
        "views/hotel_room_views.xml",
        "views/hotel_room_booking_views.xml",
        "views/hotel_room_booking_cancel_views.xml",
        "views/menus.xml",
    ],
    "demo": [],
    "assets": {
        "web.assets_backend": ["hotel_events/static/src/**/*"],
        "web.assets_tests": ["hotel_events/static/tests/tours/*.js"],
    },
    "application": True,
}
