"""Judgement on what is said in rooms: screening now; reports, cases, decisions and appeals to come. Stands on `rooms`."""
