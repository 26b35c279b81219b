{
    "name": "Hotel: Customer Club",
    "summary": "Members, points for paid business and attended events, tiers, expiry, redemption, yearly plan of club events",
    "version": "19.0.1.0.0",
    "category": "Hotel",
    "author": "Hotel Back Office",
    "license": "AGPL-3",
    "depends": ["hotel_callback", "loyalty", "report_xlsx"],
    "data": [
        "security/ir.model.access.csv",
        "security/hotel_club.xml",
        "data/hotel_club.xml",
        "views/hotel_club_member_views.xml",
        "views/hotel_club_event_views.xml",
        "views/hotel_club_settings_views.xml",
        "views/menus.xml",
        "report/report_club_statement.xml",
        "report/report_club_xlsx.xml",
    ],
    "assets": {
        "web.assets_tests": ["hotel_club/static/tests/tours/*.js"],
    },
}
