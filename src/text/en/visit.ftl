# Visits and what is captured during them.

visits-running = Running
visits-paused = Paused
visits-planned = Coming up
visits-past = Past
visits-empty = No visit yet
visits-empty-text = A visit holds what you see, hear and photograph at a factory. Plan one, or start it now when you stand at the gate.
visit-none-chosen = Choose a visit
visit-none-chosen-text = What was captured during it stands here.
visit-no-time = No time set
visit-counts-short = { $notes ->
    [one] 1 note
   *[other] { $notes } notes
  }{ $photos ->
    [0] {""}
    [one] , 1 photo
   *[other] , { $photos } photos
  }

visit-day = Day
visit-from = From
visit-until = Until
visit-started = Started
visit-ended = Finished
visit-purpose = Purpose
visit-agenda = Agenda
visit-agenda-hint = What is to be seen, asked and agreed
visit-summary = Summary
visit-summary-hint = What came of it
visit-culture = Culture and mindset of the house
visit-culture-hint = How people talk to each other, what they are proud of, how they take bad news
visit-theirs = Who receives us
visit-ours = Who comes along
visit-another-name = Another name
visit-zone = Time zone of the place
visit-zone-implied = Left empty: { $zone }
visit-keep-originals = Keep originals of photos
visit-keep-originals-hint = Each photo then takes about { $size } MB more.
storage-free = { $size } free on this device.
create-named = Create “{ $name }”
partner-created = Partner “{ $name }” created
site-created = Site “{ $name }” created

visit-running-for = Running for { $length }
visit-lasted = { $from }, for { $length }
time-there = { $time } in { $place }
visit-runs = The visit is running
visit-was-paused = Visit paused
visit-was-cancelled = Visit cancelled
visit-was-planned = Visit planned again
pause-visit = Pause
plan-again = Plan it again
cancel-visit = Cancel visit
delete-visit = Delete visit
visit-deleted = Visit deleted
visit-restored = Visit restored
visit-is-deleted = This visit was deleted
visit-is-deleted-text = With it went what was captured during it. Both come back together.
visit-other-runs = Another visit is running
visit-other-runs-text = { $visit } is still running. What becomes of it?
visit-pause-other = Pause it, and start this one
visit-finish-other = Finish it, and start this one
visit-keep-other = Leave it running
visit-still-running = It goes on

visit-parts = Parts of the visit
visit-captured-tab = Captured
visit-about-tab = About
visit-captured = What was captured
visit-captured-counts = { $notes ->
    [0] No notes
    [one] 1 note
   *[other] { $notes } notes
  }, { $photos ->
    [0] no photos
    [one] 1 photo
   *[other] { $photos } photos
  }, { $voices ->
    [0] no voice memos
    [one] 1 voice memo
   *[other] { $voices } voice memos
  }
visit-without-area = { $notes ->
    [one] 1 note has no area. Select it below to give it one.
   *[other] { $notes } notes have no area. Select them below to give them one.
  }
visit-follow-up = To follow up
all-photos = All photos ({ $count })
show-more = Show more

capture = Capture
note = Note
photo = Photo
voice = Voice
edit-note = Edit note
note-text = What you noticed
note-placeholder = What do you see?
area = Area
another-area = Another area
no-area = No area
area-cutting = Cutting
area-knitting = Knitting
area-linking = Linking
area-sewing = Sewing
area-finishing = Finishing
area-packing = Packing
area-warehouse = Warehouse
area-canteen = Canteen
area-office = Office
kind = Kind
severity = Severity
people-concerned = Whom it concerns
another-person = Another person
declined-photo = { $name } declined photos.
declined-voice = { $name } declined voice recordings.
declined-photo-and-voice = { $name } declined photos and voice recordings.
declined-notes = { $name } declined notes.
tags = Tags
tag = Tag
another-tag = Another tag
reference = Reference
reference-hint = An order, a style or a lot
defects-found = Defective pieces
defects-inspected = Of inspected
defects-of = { $found } of { $inspected } defective
only-me = Only me
only-me-hint = Kept in your personal notebook, never shared.
add-position = Add position
remove-position = Remove
position-refused = The browser may not tell the position. Allow it for this site in the browser’s settings.
position-missing = The position was not found. Try again outdoors.
position-unsupported = This browser cannot tell the position.
add-photo = Add photo
add-voice = Add voice

camera-picture = What the camera sees
camera-refused = The browser may not use the camera. Allow it for this site in the browser’s settings, or use the system’s camera or files below.
camera-missing = No camera was found. Use the system’s camera or files below.
camera-busy = Another app holds the camera. Close it and open this again, or use files below.
camera-unsupported = This browser has no camera for this page. Use the system’s camera or files below.
take-photo = Take photo
switch-camera = Switch camera
torch-on = Light on
torch-off = Light off
choose-files = Files
system-camera = System camera
shots-saved = { $count ->
    [0] Nothing taken yet
    [one] 1 saved
   *[other] { $count } saved
  }
no-photos-in = No photos in { $area }
no-photos-hint = The site does not allow photos there. Close the camera, or choose the area you stand in now.
photos-were-allowed = They allowed it today
photos-saved = { $saved } of { $all } saved
photos-failed = { $count ->
    [one] One could not be saved: { $why }
   *[other] { $count } could not be saved: { $why }
  }

voice-opening = Opening the microphone…
voice-recording = Recording
voice-paused = Waiting
voice-length = Length
voice-level = Level
voice-pause = Pause
voice-go-on = Go on
voice-stop = Stop
voice-hint = Each second is saved as it comes. The screen stays awake.
voice-saved = Voice memo of { $length } saved on this device
voice-cut-off = The recording was cut off by a call, the lock or another app. { $length } is saved on this device.
voice-failed = The recording could not be finished: { $why } What came before is kept, and comes back at the next start.
microphone-refused = The browser may not use the microphone. Allow it for this site in the browser’s settings, then try again.
microphone-missing = No microphone was found.
microphone-busy = Another app holds the microphone. Close it, then try again.
microphone-unsupported = This browser cannot record sound on this page.
play-voice = Play
pause-voice = Pause
voice-position = Position in the memo
voice-elsewhere = This voice memo is not on this device yet.
fetch = Fetch it

timeline-empty = Nothing captured yet
timeline-empty-text = Note, Photo, Voice and Person stand at the foot of the page. What you capture lands here, by area.
unsorted-empty = Nothing is unsorted
unsorted-empty-text = What you capture without a visit waits here, until you move it to one.
unsorted-text = Captured without a visit. Select what belongs to one, and move it there.
note-without-words = A note without words
note-of-photos = { $count ->
    [one] 1 photo
   *[other] { $count } photos
  }
note-of-voices = { $count ->
    [one] 1 voice memo
   *[other] { $count } voice memos
  }
note-of-many = { $count } attachments
more-photos = { $count } more
photo-at = Photo, { $time }
photo-of-at = { $caption }, { $time }
save-file = { $name }, { $size }

select = Select
selection = Selection
selected = { $count ->
    [0] Nothing selected
   *[other] { $count } selected
  }
select-all = All
select-photo = Select photo
end-selecting = Done
delete = Delete
move-notes = Move
move-to-visit = Move to a visit
give-area = Give an area
give-tag = Give a tag
shift-times = Shift photo times
shift-hint = Where a camera’s clock was wrong: by how many hours its photos move.
hour-earlier = One hour earlier
hour-later = One hour later
hours-signed = { $hours } h
shift-now = Shift
notes-moved = { $count ->
    [one] Moved to { $visit }
   *[other] { $count } moved to { $visit }
  }
notes-area = { $count ->
    [one] Now in { $area }
   *[other] { $count } now in { $area }
  }
notes-tagged = { $count ->
    [one] Tagged { $tag }
   *[other] { $count } tagged { $tag }
  }
notes-deleted = { $count ->
    [one] Note deleted
   *[other] { $count } notes deleted
  }
photos-shifted = { $count ->
    [one] One photo shifted by { $hours } h
   *[other] { $count } photos shifted by { $hours } h
  }
photos-deleted = { $count ->
    [one] Photo deleted
   *[other] { $count } photos deleted
  }

photos-page = Photos
photos-of = Photos · { $visit }
photos-empty = No photos yet
photos-empty-text = Photos that you take during the visit stand here, newest first.
to-the-visit = To the visit
photo-count = { $at } of { $all }
previous-photo = Previous photo
next-photo = Next photo
caption = Caption
show-original = Show original
delete-photo = Delete photo
photo-elsewhere = This photo is not on this device yet. It comes as soon as the hub can be reached.
