# Syncing: the pill, the page behind it, and files that travel without a network.

sync = Sync
sync-pill = Sync:
sync-here = On this device
sync-here-waiting = On this device · { $count } waiting
sync-busy = Syncing…
sync-percent = Syncing, { $percent } % here
sync-photos-of = Syncing { $done } of { $of } photos
sync-synced = Synced
sync-synced-minutes = Synced { $minutes } min ago
sync-synced-hours = Synced { $hours } h ago
sync-synced-at = Synced { $when }

sync-trouble-offline = No connection
sync-trouble-unreachable = Hub not reachable
sync-trouble-no-hub = No hub at this address
sync-trouble-token-needed = Hub asks for a token
sync-trouble-removed = Device was removed
sync-trouble-taken = Hub has another notebook
sync-trouble-clock = A clock is wrong
sync-trouble-hub-full = Hub has no room
sync-trouble-too-often = Hub asks to wait
sync-trouble-altered = Hub sent altered data
sync-trouble-too-new = Update needed
sync-trouble-no-room = No room on this device

sync-do-offline = Everything is safe on this device. It goes out by itself once there is a connection.
sync-do-unreachable = Everything is safe on this device. The hub does not answer; it is tried again by itself.
sync-do-no-hub = Everything is safe on this device. Something else answers at this address: a portal that wants a sign-in, or a mistyped address.
sync-do-token-needed = Everything is safe on this device. This hub takes new notebooks only with its token; ask who runs it, then connect again.
sync-do-removed = This device was removed from the notebook. What you wrote since stays here, and can be handed over as a file.
sync-do-taken = Everything is safe on this device. The hub keeps another notebook in this one’s place; ask who runs it.
sync-do-clock = Everything is safe on this device. Set the date and time of this device; if they are right, tell who runs the hub.
sync-do-hub-full = Everything is safe on this device. The hub’s disk is full; tell who runs it.
sync-do-too-often = Everything is safe on this device. The hub asks to wait a moment.
sync-do-altered = Nothing altered was taken in, and everything is safe on this device. Tell who runs the hub.
sync-do-too-new = Everything is safe on this device. Load the page again, so that Floorbook updates itself.
sync-do-no-room = What you wrote is safe. Free some space on this device, so that the rest can come.

aside-stranger = Its device does not belong to the notebook, as far as is known here.
aside-removed = It was written after its device was removed.
aside-only-reads = Its author reads along, and does not write.
aside-other-branch = The device’s past was changed, as after restoring an old copy of it; other work of it was accepted in this place.
aside-no-key = The key to it has not arrived yet.
aside-unreadable = It is damaged or was altered.
aside-elsewhere = It is about something that lies in another notebook on this device.
aside-too-new = A newer Floorbook wrote it. Update this one.

join-trouble-unreachable = The hub does not answer. It is tried again by itself.
join-trouble-no-hub = There is no hub of Floorbook at this address.
join-trouble-gone = The invitation was used up, has expired, or was taken back. Ask for another one.
join-trouble-wrong = What the hub has does not belong to this link or key.
join-trouble-refused = The hub refused this device. Ask an owner of the notebook.
join-trouble-here = This device belongs to that notebook already.

sync-text = What waits, the hub, and photos on this device
sync-safe-here = Everything you write is safe on this device, and only here. Connect to a hub to share it with a team and to have it on your other devices, or make a backup.
sync-safe-both = Everything here is on the hub, and everything there is here.
sync-safe-busy = Everything you wrote is safe on this device.
sync-safe-waiting = { $changes ->
    [0] { $photos ->
        [one] One photo or recording is
       *[other] { $photos } photos or recordings are
      }
    [one] One change { $photos ->
        [0] is
        [one] and one photo or recording are
       *[other] and { $photos } photos or recordings are
      }
   *[other] { $changes } changes { $photos ->
        [0] are
        [one] and one photo or recording are
       *[other] and { $photos } photos or recordings are
      }
  } safe on this device, and { $changes ->
    [0] { $photos ->
        [one] waits
       *[other] wait
      }
    [one] { $photos ->
        [0] waits
       *[other] wait
      }
   *[other] wait
  } to go to the hub.
sync-again = It is tried again
sync-missing = { $count ->
    [one] One photo or recording of others is not on this device.
   *[other] { $count } photos or recordings of others are not on this device.
  }
sync-now = Sync now
sync-asked = The hub is asked for what is new
photos-now = Photos now
photos-asked = The hub is asked for all photos
sync-more = More

connect = Connect to a hub
connect-text = A hub keeps your notebook for your team and your other devices. It keeps it sealed: who runs the hub cannot read a word. Works without a connection, too: what is here goes out once the hub can be reached.
hub-address = Hub address
hub-address-hint = Such as https://floorbook.example.org. It stands here already if this page came from your hub.
hub-has-token = This hub asks for a token
hub-token = Token
hub-token-hint = Who runs the hub has it.
disconnect = Stop syncing
disconnect-question = Stop syncing with this hub?
disconnect-text = Nothing is lost: the notebook stays on this device and on the hub. Changes of others no longer come, and yours no longer go out, until you connect again.

waits = Waiting on this device
waits-no-hub = It waits because this notebook is not connected to a hub.
waits-turn = It goes out in this order, text before photos.
waits-offline = It waits for a connection.
waits-because = It waits because of this: { $why }.
waits-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
  }
waits-unknown = Written by a newer version

aside = Put aside
aside-text = This work is kept, but is not part of the notebook. An owner can accept it; whoever wrote it can hand it over as a file.
aside-mine = From this device
aside-of = From { $name }
aside-unknown = From somebody unknown
aside-changes = { $count ->
    [one] one change
   *[other] { $count } changes
  }
aside-accept = Accept
aside-accept-question = Accept this work?
aside-accept-text = { $whose }: { $count ->
    [one] one change becomes
   *[other] { $count } changes become
  } part of the notebook, for all its members.

joining = Joining
joining-at = Joining the team at { $hub }
restoring-from = Getting everything back from { $hub }
joining-under-way = Under way…
join-give-up = Give up

photos-choice = Photos on this device
photos-always = Always
photos-on-wifi = On Wi-Fi only
photos-on-demand = On demand
photos-always-text = All photos and recordings come and go by themselves, whatever the connection.
photos-on-wifi-text = All photos and recordings come and go by themselves, but only over Wi-Fi. Text always goes.
photos-on-wifi-unknown = This browser does not tell whether the connection is Wi-Fi. So it is as with “On demand”: photos come when you look at them, or by “Photos now”.
photos-on-demand-text = Photos and recordings of others come when you look at them, or by “Photos now”. Yours go out.

files-title = Without a network
files-text = A file carries your work where no network does: handed to a colleague by cable or messenger, or kept as a backup. It is sealed.
files-text-reader = A file carries the notebook where no network does. It is sealed.
hand-over = Hand over
hand-over-text = One sealed file with all that another member may lack. Only members of this notebook can open it; opening it twice, or in any order, does no harm.
hand-over-photos = Photos
hand-over-all = All
hand-over-one = Of one visit
backup = Back up
backup-text = One sealed file with everything. Who knows its passphrase gets everything back from it, on an empty device too.
passphrase = Passphrase
passphrase-short = At least { $least } characters.
passphrase-kept = Keep it where you find it again: without it nobody can open the file.
write-file = Write the file
file-writing = Writing the file…
file-ready = { $name } is ready ({ $size }).
file-saved = It was saved to your downloads.
file-saved-here = It is saved.
file-saved-instead = It could not be shared, so it was saved to your downloads.
file-save = Save the file
share = Share
show = Show
hide = Hide

open-file = Open a file
open-file-text = A .floorbook file that a member handed over, or a backup.
open-file-go = Open the file
choose-file = Choose a file
floorbook-file = Floorbook file
file-reading = Reading { $name }…
file-unreadable = The file could not be read. Choose it again.
file-secret = Passphrase or link
file-secret-hint = The passphrase of a backup; or, to join by a file that was handed over, the link of your invitation.
taken-nothing = Everything in this file was here already.
taken-new = { $changes ->
    [0] { $photos ->
        [one] One photo or recording is
       *[other] { $photos } photos or recordings are
      }
    [one] One change { $photos ->
        [0] is
        [one] and one photo or recording are
       *[other] and { $photos } photos or recordings are
      }
   *[other] { $changes } changes { $photos ->
        [0] are
        [one] and one photo or recording are
       *[other] and { $photos } photos or recordings are
      }
  } new here.
taken-aside = { $count ->
    [one] One change was put aside; the sync page says why.
   *[other] { $count } changes were put aside; the sync page says why.
  }
taken-damaged = { $count ->
    [one] One part of the file was damaged and left out.
   *[other] { $count } parts of the file were damaged and left out.
  } The rest is here.
taken-cut = The end of the file is missing. Ask for it once more; what came is here.
provisional = You can read and write at once. The hub still has to confirm that this device belongs here; your work is kept in any case.

hall = On this network
hall-text = Without the internet, the laptops of a team sync with each other over a Wi-Fi, a phone’s hotspot or a cable: one of them shares, the others find it. All of it is sealed, as on any hub, and what comes this way goes on to your hub once that can be reached.
hall-alone = Nobody else belongs to this notebook yet. Invite somebody first.
hall-share = Share on this network
hall-stop = Stop sharing
hall-shared = Shared on this network
hall-shared-text = Laptops of the team find it by themselves. It stops when you stop it, or close Floorbook.
hall-address = Its address, where one does not find it
hall-near = Who is near
hall-nobody = Nobody yet. The others need the desktop app, and the same network.
hall-here = Here now, and synced
hall-last = Last synced
hall-unnamed = A device without a name
hall-others = Shared by others
hall-not-used = Found; the team syncs at another one
hall-busy = Syncing…
hall-waiting = { $count } { $count ->
    [one] change is
   *[other] changes are
} not there yet
hall-synced = Everything here is there, and everything there is here
hall-address-other = Address of a laptop that shares
hall-address-hint = It is shown there. Only where it is not found by itself.
hall-dial = Sync with it
hall-hang-up = Stop
hall-phones = Phones in a browser cannot use this: a browser keeps a notebook only for pages that come over HTTPS. Hand them a file instead.
hall-deaf = Others are not found by themselves
hall-deaf-text = This computer can neither announce nor hear ({ $why }). With the address it works all the same.
hand-over-file = Hand over a file
