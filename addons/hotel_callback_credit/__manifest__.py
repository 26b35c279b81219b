{
    "name": "Hotel: Callbacks about Charging on Account",
    "summary": "Agreements, increases, statements and invoices start callbacks; the caller and the customer classes know what is charged",
    "version": "19.0.1.0.0",
    "category": "Hotel",
    "author": "Hotel Back Office",
    "license": "AGPL-3",
    "depends": ["hotel_callback", "hotel_credit"],
    "data": [
        "data/hotel_callback_regulation.xml",
        "views/hotel_callback_date_views.xml",
    ],
    "post_init_hook": "post_init_hook",
    "auto_install": True,
}
