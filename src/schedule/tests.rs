//! Whatever the calendars, the rules and the place are: what is proposed holds, and what holds is found.
