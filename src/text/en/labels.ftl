# The words for closed lists.

kind-fact = Fact
kind-good-practice = Good practice
kind-concern = Concern
kind-idea = Idea
kind-question = Question
kind-quote = Quote

severity-none = None
severity-minor = Minor
severity-major = Major
severity-critical = Critical

visit-state-planned = Planned
visit-state-running = Running
visit-state-paused = Paused
visit-state-finished = Finished
visit-state-cancelled = Cancelled

role-other = Other
role-owner = Owner
role-management = Management
role-sales = Sales
role-merchandiser = Merchandiser
role-planner = Planner
role-supervisor = Supervisor
role-operator = Operator
role-inspector = Inspector
role-technician = Technician
role-quality-manager = Quality manager
role-human-resources = Human resources
role-interpreter = Interpreter

messenger-other = Other
messenger-wechat = WeChat
messenger-whatsapp = WhatsApp
messenger-zalo = Zalo
messenger-line = LINE
messenger-telegram = Telegram
messenger-viber = Viber
messenger-kakaotalk = KakaoTalk

channel-unknown = Not known
channel-phone = Phone
channel-email = E-mail
channel-messenger = Messenger
channel-video = Video call
channel-in-person = In person

consent-not-asked = Not asked
consent-agreed = Agreed
consent-declined = Declined

issue-noticed = Noticed
issue-raised = Raised
issue-agreed = Remedy agreed
issue-in-hand = In hand
issue-verified = Verified
issue-closed = Closed
issue-reopened = Reopened

party-us = Us
party-them = Them

ending-kept = Kept
ending-broken = Broken
ending-withdrawn = Let go by both

keeping-open = Open
keeping-late = Late
keeping-kept = Kept
keeping-kept-late = Kept late
keeping-broken = Broken
keeping-withdrawn = Let go by both

answer-open = Open
answer-acted-on = Acted on
answer-declined = Declined

media-file = File
media-photo = Photo
media-voice = Voice

record-partner = Partner
record-site = Site
record-person = Person
record-visit = Visit
record-note = Note
record-attachment = Attachment
record-member = Colleague
record-issue = Issue
record-promise = Promise
record-sign-off = Sign-off

notebook-own = My notebook
notebook-personal = Only me
notebook-sample = Sample data

theme-system = System
theme-light = Light
theme-dark = Dark

problem-name-missing = Give it a name, so that it can be found again.
problem-words-missing = Say what it is, so that others know.
problem-country-unknown = A country is two letters, such as VN or CN.
problem-zone-unknown = This time zone is not known. Zones look like Asia/Shanghai.
problem-currency-unknown = A currency is three letters, such as USD.
problem-email-malformed = An e-mail address has a name, an @ and a domain.
problem-position-out-of-range = Latitude runs from −90 to 90, longitude from −180 to 180.
problem-ends-before-start = The end lies before the start.
problem-more-defects-than-inspected = More defective pieces than inspected ones.
problem-shift-out-of-range = A shift starts and ends between 0:00 and 23:59.
problem-too-long = This is longer than the field holds. Put it into the notes.
