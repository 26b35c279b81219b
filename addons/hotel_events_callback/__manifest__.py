{
    "name": "Hotel: Events and Callbacks",
    "summary": "Lessons of the case library before an event, callbacks and the customer's story after it",
    "version": "19.0.1.0.0",
    "category": "Hotel",
    "author": "Hotel Back Office",
    "license": "AGPL-3",
    "depends": ["hotel_events", "hotel_callback"],
    "data": [
        "security/ir.model.access.csv",
        "security/hotel_event_lesson.xml",
        "views/hotel_event_lesson_views.xml",
        "views/hotel_event_invitation_class_views.xml",
    ],
    "auto_install": True,
}
