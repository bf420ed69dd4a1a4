# The first start, and what stands in the notebook's place or at the head of a page.

first-promise = The notebook for factory visits. It stays on this device and needs no connection.
first-name = Your name
first-name-hint = What colleagues call you. Your notes carry it.
first-name-missing = Write your name first.
first-begin = Start a notebook
first-sample = Try with sample data
first-filling = Filling the sample: four visits, fifteen people, photos. This takes a few seconds…
first-beginning = Making your notebook…
first-sample-hint = The sample is a notebook of its own: a week at two knitwear factories. You can remove it at any time.
first-failed = The notebook could not be started

install-first = Put Floorbook on your home screen first
install-why = Safari erases what a site stored when it was not used for a week. It never does so for an app on the home screen.
install-step-share = Tap the Share button of Safari.
install-step-add = Choose “Add to Home Screen”.
install-step-open = Open Floorbook from the home screen, and begin there.
install-skip = Go on in Safari

load-again = Load the page again
technical-detail = Detail for someone who helps you
refusal-kept-nothing-stored = Nothing was stored here, so nothing is lost.
refusal-kept-untouched = What you wrote before was not touched.

locked = Locked
locked-text = A passphrase locks the notebook on this device. Everything in it is safe, and opens with the passphrase.
locked-wrong = This is not the passphrase. Try again.
locked-opening = Opening…
locked-forgotten = Without the passphrase nobody can open the notebook on this device. Your recovery key or a backup brings your work back elsewhere: in another browser, or on another device.
unlock = Unlock

owner-silent = Another tab holds the notebook and does not answer
owner-silent-what = Only one tab can write at a time. Another tab or window of Floorbook has the notebook open, but is frozen or busy. Go to it and close it, or take the notebook over.
owner-silent-kept = Everything that was saved there is safe.
use-here = Use here
other-build = Another tab runs another version of Floorbook
other-build-what = This tab has to be loaded again, so that both run the same version.
other-build-kept = What you were typing is kept and comes back.

rescued = The notebook was damaged, and was rescued
rescued-text = { $changes ->
    [one] One change was brought over
   *[other] { $changes } changes were brought over
  }{ $lost ->
    [0] , and none was lost.
    [one] . One could not be read.
   *[other] . { $lost } could not be read.
  } The damaged file is kept as { $file }.

given-unreadable = { $name } could not be opened. { $why }

key-unprotected = This system has no keychain
key-unprotected-text = Your notebook is encrypted, but its key lies in a file beside it that only you can read. Lock Floorbook with a passphrase, in Settings, so that nobody who takes the disk can read it.

room-low = Only { $left } of room left
room-low-text = Photos and recordings may soon not fit. Free some space on this device.

update-waiting = A new version is ready
update-waiting-text = It takes a second. Everything typed is saved first.
update-unsaved = Something could not be saved yet, so this version stays. Try again in a moment.
update-now = Update now

recovered = Recovered
recovered-text = { $count ->
    [one] This was not finished when Floorbook was closed. It is now in your notebook.
   *[other] These were not finished when Floorbook was closed. They are now in your notebook.
  }
recovered-written = written

shortcuts = Keyboard shortcuts
shortcuts-hint = Press one key after the other. They rest while you type.
shortcut-note = New note
shortcut-continue = Continue visit
shortcut-overview = This overview
