from . import hotel_club_members_xlsx
