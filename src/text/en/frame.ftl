# What is around every page, and words that are used everywhere.

app-name = Floorbook
document-title = { $page } · Floorbook
document-title-unsaved = Not saved yet – { $title }
navigation = Main
skip-to-content = Skip to content
today = Today
visits = Visits
partners = Partners
people = People
search = Search
settings = Settings

back = Back
close = Close
add = Add
done = Done
undo = Undo
undone = Undone
try-again = Try again
waiting = Opening…

saving = Saving…
saved = Saved on this device

day-today = today
day-yesterday = yesterday
day-tomorrow = tomorrow
time-home = { $time } at home

conflict-two-values = { $field } was written on two devices. Which one is right?

not-found = There is no such page
not-found-text = The address may be of something that was moved or never existed.
