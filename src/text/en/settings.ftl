# Settings and the trash.

settings-you = You
settings-device = This device
settings-notebooks = Notebooks
settings-more = More
settings-about = About

settings-theme = Theme
settings-home-zone = Home time zone
settings-zone-device = As this device has it ({ $zone })
settings-home-now = It is { $time } there now. During a visit, home time stands beside the local time.
settings-room = Storage
settings-used = { $used } used
settings-used-of = { $used } used of { $quota } that the browser allows
settings-used-disk = { $used } used, { $free } free on this disk
key-in-keychain = The notebook is encrypted. Its key is in the keychain of this system.
key-in-file = The notebook is encrypted, but this system has no keychain, so its key lies in a file beside it that only you can read. Whoever takes the disk can read both: a passphrase, below, prevents that.
shell-folder = Everything lies in
settings-persisted = The browser has promised to keep your notebook until you remove it.
settings-not-persisted = The browser may erase your notebook when the device runs out of room.
settings-persist = Ask the browser to keep it
settings-persist-declined = The browser declined. Installing Floorbook, or using it more often, makes it agree.

lock = Lock
lock-is-set = A passphrase locks the notebook on this device.
lock-is-not-set = No passphrase is needed on this device.
lock-text = With a passphrase, whoever takes this device’s disk, and the browser’s profile on it, cannot read your notebook. Floorbook then asks for it each time it is started; tabs that are opened beside an unlocked one do not ask again.
lock-limits = What it does not protect
lock-limits-text = Whoever uses this device while Floorbook is open reads along.
  While you type, the newest words lie unencrypted in the browser’s storage until they are saved, a second at most unless the browser stops just then. Recent searches and settings lie there too.
  What was copied from this disk before the lock was set can still be opened, and the browser may take a while to erase its own remains of the time before.
lock-choose = Lock with a passphrase
lock-change = Change the passphrase
lock-remove = Remove the lock
lock-remove-question = Remove the lock?
lock-remove-text = Floorbook then opens on this device without a passphrase. Your notebook stays encrypted, under a key that this browser keeps.
lock-new = New passphrase
lock-keep = Keep it where you find it again: without it nobody can open the notebook on this device, not even you.
lock-do = Lock
lock-busy = This takes a moment…
lock-set = Locked. Floorbook asks for the passphrase when it is started next.
lock-removed = The lock was removed.
lock-failed = The lock was not changed

notebook-open = Open now
notebook-open-it = Open
sample-remove = Remove sample data
sample-remove-question = Remove the sample data?
sample-remove-text = The sample notebook goes, with everything in it. Your own notebook is not touched. You can fill the sample again at any time.
cancel = Cancel

settings-trash-text = What was deleted can be restored
trash = Trash
trash-text = What was deleted stays here and can be restored, with all that belonged to it.
trash-empty = Nothing was deleted
trash-empty-text = When you delete a note, a photo or a person, it waits here and can be restored.
trash-deleted = { $kind } · deleted { $when }
trash-deleted-by = { $kind } · deleted { $when } by { $who }
trash-restored = Restored
restore = Restore
more = Show more

about-version = Floorbook { $version }
about-build = Build
about-licence = MIT or Apache-2.0, as you like.
about-others = It stands on the work of others: Leptos, SQLite, SQLCipher, Yrs, Fluent, daisyUI, Tailwind CSS (MIT, Apache-2.0 or public domain) and the icons of Lucide (ISC).
