{
    "name": "Hotel: Callbacks and Complaints of Visitors",
    "summary": "Guests of a reception are thanked by a callback; what is complained about at the door or the sales desk becomes a complaint",
    "version": "19.0.1.0.0",
    "category": "Hotel",
    "author": "Hotel Back Office",
    "license": "AGPL-3",
    "depends": ["hotel_callback", "hotel_reception"],
    "data": [
        "views/hotel_complaint_source_views.xml",
    ],
    "auto_install": True,
}
