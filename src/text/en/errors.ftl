# What happened, what was kept, what to do. Each error code and each refusal has its words.

error-no-notebook = No notebook has been started on this device.
error-not-found = This is not on this device.
error-refused = This cannot be done.
error-storage-full = There is no room left on this device. Free some space, then try again.
error-damaged = The notebook on this device is damaged.
error-wrong-key = The notebook cannot be opened with this device’s key.
error-too-new = The notebook was written by a newer Floorbook. Update this one.
error-storage = This device refused to read or write. Try again.
error-malformed = The data cannot be read.
error-owner-gone = The tab that holds the notebook did not answer. Try again.
error-read-only = You read along in this notebook; an owner decides who writes in it.
error-wrong-secret = This link, key or passphrase is mistyped, or is not the right one.
error-no-durable-storage = This browser cannot keep the notebook safely.
error-kept = Everything entered before is safe.
error-not-kept = Copy what you typed before you go on.

refusal-insecure-origin = This address is not secure, so the browser does not let Floorbook store anything
refusal-do-insecure-origin = Open Floorbook by its https address, or on the computer that serves it at http://127.0.0.1.
refusal-no-opfs = This browser is too old to keep a notebook
refusal-do-no-opfs = Update the browser, or use Chrome or Edge 109, Firefox 111, Safari 16.4, or newer.
refusal-storage-denied = The browser denies Floorbook its storage
refusal-do-storage-denied = Leave the private window if this is one, or allow this site to store data in the browser’s settings, then load the page again.
refusal-storage-full = There is no room left on this device
refusal-do-storage-full = Free some space on the device, then load the page again.
refusal-key-lost = The key of this notebook is gone
refusal-do-key-lost = The browser erased the key, but the notebook’s file is still here, and unchanged. Do not erase this site’s data. Someone who helps you needs the detail below.
refusal-too-new = This notebook was written by a newer Floorbook
refusal-do-too-new = Connect to the internet once and load the page again, so that Floorbook updates itself.
refusal-damaged = The notebook on this device is damaged
refusal-do-damaged = The file was set aside unchanged. Do not erase this site’s data. Someone who helps you needs the detail below.
refusal-other = The notebook could not be opened
refusal-do-other = Load the page again. If that does not help, close the other Floorbook tabs first.
