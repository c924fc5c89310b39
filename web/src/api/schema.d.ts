// Made from the OpenAPI document by `make client`; never edited.

export interface paths {
    "/api/accounts/{member_id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue an invitation
         * @description The token with which an invited member joins; an earlier one is void.
         */
        post: operations["issue-invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{member_id}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a password reset
         * @description The token with which a member who has joined sets a new password; an earlier one is void.
         */
        post: operations["issue-password-reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My calendar's address
         * @description Shown in a session only: a token can't find out an address that may outlive it.
         */
        get: operations["my-calendar-feed"];
        put?: never;
        /**
         * Renew my calendar's address
         * @description Make an address, or another one: the one before is void at once.
         */
        post: operations["renew-calendar-feed"];
        /**
         * Revoke my calendar's address
         * @description Calendar programs get nothing more; what they have, they keep until they give it up themselves.
         */
        delete: operations["revoke-calendar-feed"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/{kind}/{place_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The address of a place's calendar
         * @description Shown in a session only, to who has an address of their own; renewing or revoking that voids it.
         */
        get: operations["place-calendar-address"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/{kind}/{place_id}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is held of a room or building, for calendar programs
         * @description What is on and ahead there, the next 1,000 bookings, as the member of this address may see them.
         *
         *     Of what they may not see, it is told that the place is busy, and what the room's rules show everybody.
         */
        get: operations["place-calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calendar/bookings.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My bookings, for calendar programs
         * @description What the member of this address has ahead, and had within 30 days. The address is all that is asked for.
         *
         *     An address that was renewed or revoked, or whose member is suspended or was forgotten, is not found.
         */
        get: operations["calendar-feed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/accept-offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept offer
         * @description Take the place that the waitlist offers.
         */
        post: operations["accept-offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/add-building": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add building
         * @description Add a building to the organisation.
         */
        post: operations["add-building"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/add-floor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add floor
         * @description Add a floor to a building.
         */
        post: operations["add-floor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/add-seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add seats
         * @description Add numbered seats to a room. They can be booked at once, but not while somebody has the room as a whole.
         *
         *         Nothing that is booked changes. A room whose places are booked by number, or that is made of others, gets none.
         */
        post: operations["add-seats"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/apply-building-zone-change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply building zone change
         * @description Move the dates of all series of a building back to their wall time after the rules of its time zone changed.
         */
        post: operations["apply-building-zone-change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/apply-zone-change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply zone change
         * @description Move the dates of a series back to their wall time after the rules of its time zone have changed.
         */
        post: operations["apply-zone-change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/approve-booking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve booking
         * @description Allow a pending booking. It has held its place all the while, so nothing else can be approved for it.
         */
        post: operations["approve-booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/cancel-booking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel booking
         * @description Give a booking up; the place is free again at once.
         */
        post: operations["cancel-booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/cancel-series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel series
         * @description Give dates of a series up; their places are free again at once.
         */
        post: operations["cancel-series"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/change-booking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change booking
         * @description Give a booking another title, other guests or another number of people; what is not named stays as it is.
         *
         *         Where places are shared by number, it takes as many places as people come from then on.
         */
        post: operations["change-booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/change-series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change series
         * @description Let dates of a series take place at another time of day, elsewhere, or under another title.
         *
         *         A title alone is also given to dates that were moved one by one, and moves none; a date with a title of its own, or
         *         that is somebody else's by now, keeps it.
         */
        post: operations["change-series"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/check-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check in
         * @description Say that one has come: from the policy's window on, or earlier where the place is free until the stay begins.
         */
        post: operations["check-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/check-in-at-door": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check in at door
         * @description Check in whoever has the room, or the seat, now: for the display at its door.
         */
        post: operations["check-in-at-door"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/check-in-by-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check in by code
         * @description Say that one has come by scanning the code at the door: to one's own booking of now in that room.
         */
        post: operations["check-in-by-code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/close-building": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close building
         * @description Close every room of a building for a period. What was booked there is cancelled, or stands against it.
         *
         *         Rooms that are closed then already stay closed as they are; rooms that are opened later are not concerned.
         */
        post: operations["close-building"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/close-day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close day
         * @description Keep a building closed on one local day. Bookings that were placed before stay.
         */
        post: operations["close-day"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/close-room": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close room
         * @description Take a room, or one seat of it, out of use. Without a period it is closed from now on, until it is reopened.
         *
         *         What was booked there is displaced: cancelled, or moved to an equivalent room of the building (the same kind, as
         *         large, with all its features, allowed by its rules, free for the whole stay) and cancelled where there is none.
         *         With `refuse`, the room stays open if anything is booked.
         */
        post: operations["close-room"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/decline-feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline feedback
         * @description Not tell how a stay was, and not be asked again.
         */
        post: operations["decline-feedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/finish-booking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish booking
         * @description End a running stay now; the rest of it is free again at once. What was used counts against quotas.
         */
        post: operations["finish-booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/forget-member": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget member
         * @description Remove what is kept of a person, for good: account, sessions, tokens, and the key to what they wrote.
         *
         *         What they have ahead is given up within moments. The ledger keeps their id, so that counts stay as they were.
         */
        post: operations["forget-member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/grant-role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Grant role
         * @description Trust a member with a role; only owners make owners and admins. A manager's role names its buildings.
         */
        post: operations["grant-role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/hand-over-booking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand over booking
         * @description Make a booking another member's, who has to be one who may book there; it counts against their quotas now.
         */
        post: operations["hand-over-booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/import-holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import holidays
         * @description Keep a building closed on the public holidays of some years. Days that are over are left out.
         *
         *         Names are in the country's first language unless another is asked for. Bookings that were placed before stay.
         */
        post: operations["import-holidays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/invite-member": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite member
         * @description Ask a person to join the organisation. They choose a password through the invitation.
         */
        post: operations["invite-member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/join-group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join group
         * @description Make a member part of a group.
         */
        post: operations["join-group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/join-waitlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join waitlist
         * @description Wait for a room, a seat of it, or anything that fits in a building, to become free for a period.
         */
        post: operations["join-waitlist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/leave-feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave feedback
         * @description Tell how a stay was, once, after its end.
         */
        post: operations["leave-feedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/leave-group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave group
         * @description Take a member out of a group.
         */
        post: operations["leave-group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/leave-waitlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave waitlist
         * @description Wait no longer; a place that was offered goes to the next.
         */
        post: operations["leave-waitlist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/open-room": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open room
         * @description Open a room for booking: whole, by numbered seat, or by place of a shared capacity.
         */
        post: operations["open-room"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/place-booking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Place booking
         * @description Book a room, one seat of it, or places in it, for oneself or on behalf of another member.
         */
        post: operations["place-booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/place-on-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Place on plan
         * @description Place rooms and seats on the plan of their floor, move them there, or take them off; all at once.
         */
        post: operations["place-on-plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/place-series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Place series
         * @description Book a room, a seat or places again and again, by a rule of RFC 5545 in the building's wall time.
         *
         *         A series of more dates than the horizon holds goes on by itself as they come within it. With `on_conflict` skip, the
         *         dates that can't be had are left out and kept in mind; with refuse, one of them is enough to book none.
         */
        post: operations["place-series"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/reinstate-member": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reinstate member
         * @description Make a suspended member active again.
         */
        post: operations["reinstate-member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/reject-booking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject booking
         * @description Do not allow a pending booking; its place is free again at once.
         */
        post: operations["reject-booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/rename-building": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rename building
         * @description Give a building another name.
         */
        post: operations["rename-building"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/rename-room": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rename room
         * @description Give a room another name.
         */
        post: operations["rename-room"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/rename-seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rename seats
         * @description Give seats of a room other names, or number them anew; bookings keep their seats.
         */
        post: operations["rename-seats"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/reopen-building": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen building
         * @description End a closure of a building. Displaced bookings do not come back; undo the closing to bring them back.
         */
        post: operations["reopen-building"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/reopen-day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen day
         * @description Make a closed day an ordinary day again.
         */
        post: operations["reopen-day"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/reopen-room": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen room
         * @description Make a closed room or seat bookable again, for a period or altogether.
         *
         *         Displaced bookings do not come back; undo the command that closed it to bring them back.
         */
        post: operations["reopen-room"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/reschedule-booking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reschedule booking
         * @description Move, extend or shorten a booking, or take it to another room or seat; what is not named stays as it is.
         *
         *         What needs approval after the change waits for it, and the answer says so; a stay that only gets shorter does not.
         */
        post: operations["reschedule-booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/retry-skipped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry skipped
         * @description Book the dates of a series that were skipped and that can be had by now.
         */
        post: operations["retry-skipped"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/revoke-role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke role
         * @description Take a role back. Owners can't take their own, so that one always remains.
         */
        post: operations["revoke-role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/rotate-room-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate room code
         * @description Make the code at the door of a room void, as when it was passed around; the query has the new one.
         */
        post: operations["rotate-room-code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/set-branding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set branding
         * @description Show the organisation by a name and a colour; without one, by that of the settings.
         */
        post: operations["set-branding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/set-building-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set building policy
         * @description Set the rules of a building anew; a rule not named comes from the organisation.
         */
        post: operations["set-building-policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/set-floor-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set floor plan
         * @description Draw the plan of a floor, or draw it anew. Rooms and seats stay where they are on it.
         *
         *         All measures are centimetres from its upper left corner.
         */
        post: operations["set-floor-plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/set-kind-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set kind policy
         * @description Set the rules of one kind of room anew, in one building or, without one, in all.
         */
        post: operations["set-kind-policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/set-logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set logo
         * @description Show the organisation by a file that was uploaded for it, or by none.
         */
        post: operations["set-logo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/set-opening-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set opening hours
         * @description Set a building's weekly opening hours anew. Bookings that were placed before stay.
         */
        post: operations["set-opening-hours"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/set-organisation-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set organisation policy
         * @description Set the rules of the whole organisation anew; a rule not named has its default.
         */
        post: operations["set-organisation-policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/set-room-features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set room features
         * @description List anew what a room has.
         */
        post: operations["set-room-features"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/set-room-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set room hours
         * @description Give a room opening hours of its own, within those of its building; null takes them away.
         */
        post: operations["set-room-hours"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/set-room-photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set room photos
         * @description Show what a room looks like, by files that were uploaded for it; the best first.
         */
        post: operations["set-room-photos"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/set-room-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set room policy
         * @description Set the rules of a room anew; a rule not named comes from its kind, building or organisation.
         *
         *         Bookings that were placed before stay as they are.
         */
        post: operations["set-room-policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/suspend-member": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend member
         * @description Let a member do nothing until reinstated; sessions and tokens end at once. Their bookings stay.
         */
        post: operations["suspend-member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/swap-bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Swap bookings
         * @description Let two bookings exchange their rooms or seats, if the rules there allow it; each keeps its time.
         */
        post: operations["swap-bookings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commands/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Undo what a command did, as far as the present allows: its id, or that of an import, is in its answer.
         *
         *         Whoever gave the command may, and who manages the building. What came back and what could not is listed.
         */
        post: operations["undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file
         * @description A picture as it is kept.
         */
        get: operations["file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{file_id}/{variant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A smaller form of a file
         * @description A picture at most 320, 960 or 1920 pixels wide and high; the picture itself while there is no such form.
         */
        get: operations["file-variant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{kind}/{owner_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description Upload a picture as the body, for a room (`room-photo`), a building (`floor-background`), the organisation
         *     (`logo`), a booking (`feedback-picture`) or oneself (`avatar`); then name it in `set-room-photos`, `set-floor-plan`,
         *     `set-logo`, `leave-feedback` or `PUT /api/session/avatar`.
         *
         *     What it is is found by its content: JPEG, PNG, WebP, for plans and logos also SVG. It is drawn anew, so that nothing
         *     but the picture is kept.
         */
        post: operations["upload-file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import rows
         * @description Each row is done or refused for itself; the same row again changes nothing.
         *
         *     A CSV file for every kind, an iCalendar file for bookings; docs/importing.md names the columns. `undo` with the
         *     `import_id` as its command takes back what an import did.
         */
        post: operations["import-rows"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How I am told */
        get: operations["choices"];
        /** Choose how I am told */
        put: operations["choose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark notifications read
         * @description Those of others stay as they are, and so do those that were read before.
         */
        post: operations["mark-read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page behind the link of a letter
         * @description Asks once more: programs that follow every link of a letter must not change anything.
         */
        get: operations["ask-to-stop"];
        put?: never;
        /**
         * Stop letters of a kind (RFC 8058)
         * @description No more mail of this kind; the link itself is the right to ask for it.
         */
        post: operations["stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/discard-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard jobs
         * @description Give up for good what jobs that failed should have done; nobody is told.
         */
        post: operations["discard-jobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/discard-parked-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard parked events
         * @description Give up for good the events that a read model can't digest, and fold what waits behind them.
         *
         *         The ledger keeps them; a rebuild meets them again.
         */
        post: operations["discard-parked-events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/drop-rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop rebuild
         * @description Give a rebuild up; the live read model stays as it is.
         */
        post: operations["drop-rebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/retry-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry jobs
         * @description Give jobs that failed for good all their attempts again, at once.
         */
        post: operations["retry-jobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/retry-parked-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry parked events
         * @description Fold parked events again, and what waits behind them: after a repair they go through.
         */
        post: operations["retry-parked-events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/start-rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start rebuild
         * @description Build a read model anew beside the live one, whose queries go on.
         */
        post: operations["start-rebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ops/switch-rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch rebuild
         * @description Put a rebuilt read model in the place of the live one.
         */
        post: operations["switch-rebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/addressee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whose address it is
         * @description The active member who has this address: for who hands a booking over and may not look through all members.
         */
        get: operations["addressee"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/agenda": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My agenda
         * @description What I have ahead, running stays included, the next first.
         */
        get: operations["agenda"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits for my approval
         * @description A page of the pending bookings that I may decide about, the most urgent first.
         */
        get: operations["approvals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Availability
         * @description Free and busy periods per room and seat, of a building, of a floor, or of the rooms named.
         */
        get: operations["availability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bookings
         * @description A page of bookings by their start. What one may not see shows only that the place is busy.
         */
        get: operations["bookings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/bookings/{booking_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Booking */
        get: operations["booking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/bookings/{booking_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History of a booking
         * @description Every event of a booking in words: who, when, what changed.
         */
        get: operations["booking-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/buildings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Buildings
         * @description A page of buildings, by name.
         */
        get: operations["buildings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/buildings/{building_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Building */
        get: operations["building"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/buildings/{building_id}/displaced": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bookings that closing a building would displace
         * @description A page of the bookings that would have to give way if the building were closed.
         */
        get: operations["displaced-by-building"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feedback
         * @description A page of the rated bookings in buildings that I manage, the latest rating first.
         */
        get: operations["feedback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/floors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Floors
         * @description A page of floors, from the lowest level up.
         */
        get: operations["floors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/floors/{floor_id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Plan of a floor
         * @description How a floor is drawn, and its rooms and seats with their places on it.
         */
        get: operations["floor-plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/free-rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Free rooms
         * @description What fits, the best first: nearest, then whole rooms that are not twice too large, then where my team is, then
         *     the floor on which I was last, then the smallest that is large enough.
         *
         *     My team are those who share a group of at most 20 with me.
         */
        get: operations["free-rooms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My inbox
         * @description A page of what I was told, the latest first, and how much of all is unread.
         */
        get: operations["inbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ledger/as-of": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * As it was
         * @description A calendar, a room's rules, a member's rights or a floor's occupancy as the ledger had it then, by replay.
         */
        get: operations["as-of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ledger/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events of the ledger
         * @description A page of events as they were recorded, in the ledger's order or the other way round.
         */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ledger/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proof
         * @description The head of the chain, how far it was checked, what was found, and the last signed checkpoints and keys.
         */
        get: operations["proof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ledger/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who read
         * @description What auditors asked, and what anybody asked of the ledger, the latest first.
         */
        get: operations["readings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ledger/streams/{stream_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History of a stream
         * @description Every event of a building, the organisation, a wait or anything else, in words: who, when, what changed.
         */
        get: operations["stream-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members
         * @description A page of members, by name.
         */
        get: operations["members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Member */
        get: operations["member"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/members/{member_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History of a member
         * @description Every event of a member in words: who, when, what changed.
         */
        get: operations["member-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ops/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Acts of operators
         * @description What operators did, the latest first.
         */
        get: operations["acts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ops/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deadlines
         * @description What time will do by itself: how much of each kind is due, and what comes next.
         */
        get: operations["deadlines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ops/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs
         * @description A page of jobs, the latest first.
         */
        get: operations["all-jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ops/parked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is parked
         * @description Events that read models can't digest, and jobs that failed for good, each by what was wrong.
         */
        get: operations["parked"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ops/processes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Processes
         * @description The processes of this organisation and when each was last heard of.
         */
        get: operations["processes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ops/projections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read models
         * @description How far and how fast each read model is, in events and in seconds; a rebuild with an estimate of its end.
         */
        get: operations["projections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ops/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Queues
         * @description What waits, runs and failed in each queue, and how far the ledger was looked through for new jobs.
         */
        get: operations["queues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ops/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sessions
         * @description How many are signed in; nobody by name.
         */
        get: operations["sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/ops/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Storage
         * @description The size of the database and of each table; rows as Postgres estimates them.
         */
        get: operations["storage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Organisation
         * @description Its name, colour and logo, for the pages that people see before they sign in.
         */
        get: operations["organisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rules above rooms
         * @description Every rule as it would hold in a new room: of the organisation, of a building, of a kind in either.
         */
        get: operations["level-policy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/reports/{report}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Report
         * @description What was booked, used, given up, waited for or refused on some days. `Accept: text/csv` gives a CSV file.
         */
        get: operations["report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rooms
         * @description A page of rooms that have all the features and hold at least so many, by name.
         */
        get: operations["rooms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/rooms/{room_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Room
         * @description One room with its seats and its closures that are not over.
         */
        get: operations["room"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/rooms/{room_id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check a booking beforehand
         * @description What place-booking would answer at this moment: confirmed, pending or refused. Nothing is booked or kept.
         *
         *     With `moves`, what reschedule-booking would answer for that booking; who comes to it stays as it is. A refusal comes
         *     as the problem document of the command, with other rooms that would do.
         */
        get: operations["check"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/rooms/{room_id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Code at the door of a room
         * @description The code of this moment; `rotate-room-code` makes it void.
         */
        get: operations["room-code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/rooms/{room_id}/displaced": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bookings that closing a room would displace
         * @description A page of the bookings that would have to give way if the room, or one seat of it, were closed.
         */
        get: operations["displaced-by-room"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/rooms/{room_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History of a room
         * @description Every event of a room in words: who, when, what changed.
         */
        get: operations["room-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/rooms/{room_id}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rules of a room
         * @description Every rule that holds in a room: its value, what it means, and the level and version that set it.
         */
        get: operations["room-policy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Series
         * @description A page of the series that one may see, the oldest first.
         */
        get: operations["all-series"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/series/{series_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One series
         * @description A series with its dates and those that were skipped.
         */
        get: operations["one-series"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/series/{series_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History of a series
         * @description Every event of a series in words: who, when, what changed.
         */
        get: operations["series-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/series/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What would become of each date of a series
         * @description Each date with its verdict, as `place-series` would decide now: free, taken, closed, refused, and why.
         */
        get: operations["preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/series/zone-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dates that a change of zone rules has moved
         * @description The dates ahead, of a page of the building's series, that no longer are at their wall time.
         *
         *     `apply-zone-change` moves those of a series.
         */
        get: operations["zone-changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live news
         * @description What happens, as it becomes visible to queries: which views to ask for again. See docs/live.md.
         */
        get: operations["stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/waitlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Waitlist
         * @description A page of those who wait or waited, by the begin of what they wait for; `ahead` says how many come before.
         */
        get: operations["waitlist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queries/waitlist/{waitlist_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Place in the waitlist */
        get: operations["waitlist-entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I
         * @description Who I am and what I may do.
         */
        get: operations["who-am-i"];
        put?: never;
        /**
         * Sign in
         * @description Start a session; its token comes as an HttpOnly cookie.
         */
        post: operations["sign-in"];
        /**
         * Sign out
         * @description End this session.
         */
        delete: operations["sign-out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set my picture
         * @description Show me by a picture, or by none; one that shows nobody any more is removed within a day.
         */
        put: operations["set-avatar"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Choose a password with the token of an invitation; answers with a session.
         */
        post: operations["accept-invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change password
         * @description Choose a new password; all other sessions end.
         */
        post: operations["change-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset a password
         * @description Choose a new password with the token of a reset; all sessions end, and the answer begins a new one.
         */
        post: operations["reset-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My sessions
         * @description Where I am signed in, the latest first.
         */
        get: operations["my-sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of my sessions */
        delete: operations["end-session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim a new install
         * @description Become the first owner with the one-time token from the server's log; answers with a session.
         */
        post: operations["claim-setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My API tokens */
        get: operations["my-tokens"];
        put?: never;
        /**
         * Create an API token
         * @description A token for scripts, shown this once; it can do no more than I can, within its scopes.
         */
        post: operations["create-token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke one of my API tokens */
        delete: operations["revoke-token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alive
         * @description The process answers.
         */
        get: operations["livez"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description Somebody's commands and queries can be served. Redis is not asked: bookings do without.
         */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Version */
        get: operations["version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AcceptInvitation */
        AcceptInvitation: {
            /**
             * Password
             * Format: password
             */
            password: string;
            /** Token */
            token: string;
        };
        /**
         * AcceptOffer
         * @description Take the place that the waitlist offers.
         */
        AcceptOffer: {
            /**
             * Waitlist Id
             * Format: uuid
             */
            waitlist_id: string;
        };
        /**
         * AccessToken
         * @description Whoever has the token can sign in as the member: hand it to nobody else.
         */
        AccessToken: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Token */
            token: string;
        };
        /**
         * ActSeen
         * @description Something that an operator did.
         */
        ActSeen: {
            /**
             * Act Id
             * Format: uuid
             */
            act_id: string;
            /**
             * Actor Id
             * Format: uuid
             */
            actor_id: string;
            answer: components["schemas"]["JsonValue"];
            /**
             * Done At
             * Format: date-time
             */
            done_at: string;
            /** Name */
            name: string;
            request: components["schemas"]["JsonValue"];
        };
        /**
         * AddBuilding
         * @description Add a building to the organisation.
         */
        AddBuilding: {
            /**
             * Address
             * @default
             * @example Quay 1, Hamburg
             */
            address?: string;
            /**
             * Latitude
             * @default null
             */
            latitude?: number | null;
            /**
             * Longitude
             * @default null
             */
            longitude?: number | null;
            /**
             * Name
             * @example Harbour House
             */
            name: string;
            /**
             * Opening Hours
             * @default {
             *       "mon": [
             *         [
             *           "08:00",
             *           "20:00"
             *         ]
             *       ],
             *       "tue": [
             *         [
             *           "08:00",
             *           "20:00"
             *         ]
             *       ],
             *       "wed": [
             *         [
             *           "08:00",
             *           "20:00"
             *         ]
             *       ],
             *       "thu": [
             *         [
             *           "08:00",
             *           "20:00"
             *         ]
             *       ],
             *       "fri": [
             *         [
             *           "08:00",
             *           "20:00"
             *         ]
             *       ]
             *     }
             * @example {
             *       "mon": [
             *         [
             *           "09:00",
             *           "18:00"
             *         ]
             *       ]
             *     }
             */
            opening_hours?: {
                [key: string]: [
                    string,
                    string
                ][];
            };
            /**
             * Time Zone
             * @description IANA zone of its wall time.
             * @example Europe/Berlin
             */
            time_zone: string;
        };
        /** AddedSeats */
        AddedSeats: {
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /**
             * Seat Ids
             * @description In the order of the names.
             */
            seat_ids: string[];
        };
        /**
         * AddFloor
         * @description Add a floor to a building.
         */
        AddFloor: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Level
             * @description 0 is the ground floor.
             */
            level: number;
            /**
             * Name
             * @example Second floor
             */
            name: string;
        };
        /**
         * AddressClass
         * @description What sort of network address a command or question came from; the address itself is not kept.
         * @enum {string}
         */
        AddressClass: "none" | "loopback" | "private" | "public";
        /**
         * Addressee
         * @description What everybody may know of a member whose address they know.
         */
        Addressee: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
        };
        /**
         * AddSeats
         * @description Add numbered seats to a room. They can be booked at once, but not while somebody has the room as a whole.
         *
         *     Nothing that is booked changes. A room whose places are booked by number, or that is made of others, gets none.
         */
        AddSeats: {
            /**
             * Capacity
             * @description How many people fit from now on; as many as before when missing.
             * @default null
             */
            capacity?: number | null;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /**
             * Seats
             * @description Names of the new seats.
             */
            seats: string[];
        };
        /** AllDeadlines */
        AllDeadlines: {
            /** Items */
            items: components["schemas"]["DeadlinesSeen"][];
        };
        /**
         * Alternatives
         * @description What else would do.
         */
        Alternatives: {
            /**
             * Next Free
             * @description Here, at another time.
             */
            next_free: components["schemas"]["PeriodSeen"][];
            /**
             * Rooms
             * @description Elsewhere, at this time; the nearest first.
             */
            rooms: components["schemas"]["FreeRoom"][];
        };
        /** AppliedZoneChange */
        AppliedZoneChange: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** Changed */
            changed: components["schemas"]["DatePlaced"][];
            /**
             * Kept
             * @description Dates that can't be had at their wall time, and why.
             */
            kept: components["schemas"]["DateLeftOut"][];
            /**
             * Series Left
             * @description So many series are for the next time, because this was enough for once.
             */
            series_left: number;
        };
        /**
         * ApplyBuildingZoneChange
         * @description Move the dates of all series of a building back to their wall time after the rules of its time zone changed.
         */
        ApplyBuildingZoneChange: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
        };
        /**
         * ApplyZoneChange
         * @description Move the dates of a series back to their wall time after the rules of its time zone have changed.
         */
        ApplyZoneChange: {
            /**
             * Series Id
             * Format: uuid
             */
            series_id: string;
        };
        /**
         * ApproveBooking
         * @description Allow a pending booking. It has held its place all the while, so nothing else can be approved for it.
         */
        ApproveBooking: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Reason
             * @default null
             */
            reason?: string | null;
        };
        /** AvailabilityOfRooms */
        AvailabilityOfRooms: {
            /** Items */
            items: components["schemas"]["RoomAvailability"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** BookingAnswer */
        BookingAnswer: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            status: components["schemas"]["BookingStatus"];
        };
        /**
         * BookingRules
         * @description What the rules of the room say of when a stay may be.
         */
        BookingRules: {
            /**
             * Earliest Start
             * Format: date-time
             */
            earliest_start: string;
            /**
             * Grid Minutes
             * @description Stays start and end on multiples of so many minutes of the local day.
             */
            grid_minutes: number;
            /**
             * Latest Start
             * Format: date-time
             */
            latest_start: string;
            /** Max Minutes */
            max_minutes: number;
            /** Min Minutes */
            min_minutes: number;
            mode: components["schemas"]["Mode"];
        };
        /**
         * BookingSeen
         * @description A booking that one may see.
         */
        BookingSeen: {
            /**
             * Approval
             * @description The rules for which it has to be approved, or had to.
             */
            approval: components["schemas"]["WhySeen"][];
            /** Attendees */
            attendees: number | null;
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** Building Name */
            building_name: string | null;
            /**
             * Check In By
             * @description When it is released if nobody has come.
             */
            check_in_by: string | null;
            /** Check In From */
            check_in_from: string | null;
            /**
             * Checked In By
             * @description How we know that somebody came.
             */
            checked_in_by: string | null;
            /**
             * Claimed From
             * Format: date-time
             * @description With the time kept free before it.
             */
            claimed_from: string;
            /**
             * Claimed To
             * Format: date-time
             * @description With the time kept free after it.
             */
            claimed_to: string;
            /**
             * Decide By
             * @description When it expires unless somebody has decided.
             */
            decide_by: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Ends Local
             * @description By the clock on the wall, in the zone named beside it.
             * @example 2026-05-04T09:00:00
             */
            ends_local: string;
            /** Feedback */
            feedback: string | null;
            /**
             * Feedback Pictures
             * @description What who stayed showed with it.
             */
            feedback_pictures: components["schemas"]["PictureSeen"][];
            /** Guests */
            guests: string[];
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Member Name
             * @description Of who comes; null for who was forgotten.
             */
            member_name: string | null;
            /**
             * Overridden
             * @description Rules that a manager set aside for it.
             */
            overridden: components["schemas"]["WhySeen"][];
            /** Override Reason */
            override_reason: string | null;
            /**
             * Places
             * @description How many places it takes, where they are shared by number.
             */
            places: number | null;
            /** Rating */
            rating: number | null;
            /**
             * Reason
             * @description Why it was given up, or what was said when it was decided.
             */
            reason: string | null;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /** Room Name */
            room_name: string | null;
            /** Seat Id */
            seat_id: string | null;
            /** Seat Name */
            seat_name: string | null;
            /** Series Id */
            series_id: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Starts Local
             * @description By the clock on the wall, in the zone named beside it.
             * @example 2026-05-04T09:00:00
             */
            starts_local: string;
            status: components["schemas"]["BookingStatus"];
            /**
             * Time Zone
             * @description IANA zone of the building.
             * @example Europe/Berlin
             */
            time_zone: string;
            /** Title */
            title: string | null;
            /**
             * Version
             * @description Of its stream in the ledger.
             */
            version: number;
            /** Waitlist Id */
            waitlist_id: string | null;
            /** @description The rule that ended it by itself. */
            why: components["schemas"]["WhySeen"] | null;
        };
        /**
         * BookingStatus
         * @enum {string}
         */
        BookingStatus: "pending" | "confirmed" | "checked_in" | "finished" | "cancelled" | "rejected" | "released" | "expired";
        /** BookingThen */
        BookingThen: {
            /** Attendees */
            attendees: number | null;
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Places */
            places: number | null;
            /** Seat Id */
            seat_id: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            status: components["schemas"]["BookingStatus"];
            /** Title */
            title: string | null;
            /** Version */
            version: number;
        };
        /** BrandingAnswer */
        BrandingAnswer: {
            /**
             * Organisation Id
             * Format: uuid
             */
            organisation_id: string;
        };
        /** BuildingAnswer */
        BuildingAnswer: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
        };
        /** BuildingSeen */
        BuildingSeen: {
            /** Address */
            address: string;
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Closed Days
             * @description Local days on which it stays closed, each with the reason.
             */
            closed_days: {
                [key: string]: string;
            };
            /** Latitude */
            latitude: number | null;
            /** Longitude */
            longitude: number | null;
            /** Name */
            name: string;
            /** Opening Hours */
            opening_hours: {
                [key: string]: [
                    string,
                    string
                ][];
            };
            /**
             * Time Zone
             * @description IANA zone of the building.
             * @example Europe/Berlin
             */
            time_zone: string;
            /**
             * Version
             * @description Of its stream in the ledger.
             */
            version: number;
        };
        /** Builds */
        Builds: {
            /** Items */
            items: components["schemas"]["BuildSeen"][];
        };
        /**
         * BuildSeen
         * @description One build of a read model: how far it is, and how fast.
         */
        BuildSeen: {
            /**
             * Build
             * @enum {string}
             */
            build: "live" | "rebuild";
            /** Events Behind */
            events_behind: number;
            /** Events Per Second */
            events_per_second: number;
            /**
             * Head
             * @description Of the ledger.
             */
            head: number;
            /** Name */
            name: string;
            /** Parked */
            parked: number;
            /** Position */
            position: number;
            /** Progress */
            progress: number;
            /** Seconds Behind */
            seconds_behind: number;
            /**
             * Seconds Left
             * @description Until it has caught up; null while it does not move.
             */
            seconds_left: number | null;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Switch When Ready */
            switch_when_ready: boolean;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * BusySeen
         * @description A booking of which one may know little more than that the place is busy.
         */
        BusySeen: {
            /** Attendees */
            attendees: null;
            /** Booking Id */
            booking_id: null;
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** Building Name */
            building_name: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Ends Local
             * @description By the clock on the wall, in the zone named beside it.
             * @example 2026-05-04T09:00:00
             */
            ends_local: string;
            /** Guests */
            guests: string[];
            /**
             * Member Id
             * @description Set where the rules of the room show everybody who has it.
             */
            member_id: string | null;
            /** Member Name */
            member_name: string | null;
            /**
             * Places
             * @description How many places it takes, where they are shared by number.
             */
            places: number | null;
            /** Reason */
            reason: null;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /** Room Name */
            room_name: string | null;
            /** Seat Id */
            seat_id: string | null;
            /** Seat Name */
            seat_name: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Starts Local
             * @description By the clock on the wall, in the zone named beside it.
             * @example 2026-05-04T09:00:00
             */
            starts_local: string;
            /**
             * Status
             * @constant
             */
            status: "busy";
            /**
             * Time Zone
             * @description IANA zone of the building.
             * @example Europe/Berlin
             */
            time_zone: string;
            /**
             * Title
             * @description Set where the rules of the room show it to everybody.
             */
            title: string | null;
            /** Version */
            version: null;
        };
        /**
         * CalendarThen
         * @description A local day of a building, or of one room, as its calendar was.
         */
        CalendarThen: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** Building Name */
            building_name: string;
            /**
             * Closed
             * @description Why the building was to be closed on this day.
             */
            closed: string | null;
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Position
             * @description In the ledger.
             */
            position: number;
            /**
             * Recorded At
             * Format: date-time
             * @description When the event at this position was recorded.
             */
            recorded_at: string;
            /** Rooms */
            rooms: components["schemas"]["RoomDayThen"][];
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Time Zone
             * @description IANA zone of the building.
             * @example Europe/Berlin
             */
            time_zone: string;
        };
        /**
         * CancelBooking
         * @description Give a booking up; the place is free again at once.
         */
        CancelBooking: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /** @default null */
            override?: components["schemas"]["OverrideBody"] | null;
            /**
             * Reason
             * @default null
             */
            reason?: string | null;
        };
        /**
         * CancelSeries
         * @description Give dates of a series up; their places are free again at once.
         */
        CancelSeries: {
            /**
             * Also Changed
             * @description Also the dates that were changed one by one before.
             * @default false
             */
            also_changed?: boolean;
            /**
             * Booking Id
             * @description For `this` and `following`: the date, by its booking.
             * @default null
             */
            booking_id?: string | null;
            /**
             * Occurrence
             * @description The same by the wall time that names it.
             * @default null
             */
            occurrence?: string | null;
            /**
             * Reason
             * @default null
             */
            reason?: string | null;
            /**
             * Scope
             * @default all
             */
            scope?: ("this" | "following" | "all") | components["schemas"]["ScopePeriod"];
            /**
             * Series Id
             * Format: uuid
             */
            series_id: string;
        };
        /**
         * ChangeBooking
         * @description Give a booking another title, other guests or another number of people; what is not named stays as it is.
         *
         *     Where places are shared by number, it takes as many places as people come from then on.
         */
        ChangeBooking: {
            /**
             * Attendees
             * @description Null leaves it open.
             * @default null
             */
            attendees?: number | null;
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Guests
             * @description All of them.
             * @default []
             */
            guests?: string[];
            /**
             * Title
             * @description Null or nothing takes it away.
             * @default null
             */
            title?: string | null;
        };
        /** ChangedSeries */
        ChangedSeries: {
            /**
             * Changed
             * @default []
             */
            changed: components["schemas"]["DatePlaced"][];
            /**
             * Kept
             * @default []
             */
            kept: components["schemas"]["DateLeftOut"][];
            /**
             * Series Id
             * Format: uuid
             */
            series_id: string;
        };
        /** ChangePassword */
        ChangePassword: {
            /**
             * Current
             * Format: password
             */
            current: string;
            /**
             * New
             * Format: password
             */
            new: string;
        };
        /**
         * ChangeSeen
         * @description A field that an event set to something else.
         */
        ChangeSeen: {
            after: components["schemas"]["JsonValue"];
            before: components["schemas"]["JsonValue"];
            /** Field */
            field: string;
        };
        /**
         * ChangeSeries
         * @description Let dates of a series take place at another time of day, elsewhere, or under another title.
         *
         *     A title alone is also given to dates that were moved one by one, and moves none; a date with a title of its own, or
         *     that is somebody else's by now, keeps it.
         */
        ChangeSeries: {
            /**
             * Also Changed
             * @description Also the dates that were changed one by one before.
             * @default false
             */
            also_changed?: boolean;
            /**
             * Booking Id
             * @description For `this` and `following`: the date, by its booking.
             * @default null
             */
            booking_id?: string | null;
            /**
             * End Time
             * @description At or before the start, it is on the next day.
             * @default null
             */
            end_time?: string | null;
            /**
             * Occurrence
             * @description The same by the wall time that names it.
             * @default null
             */
            occurrence?: string | null;
            /**
             * On Conflict
             * @default refuse
             * @enum {string}
             */
            on_conflict?: "refuse" | "skip";
            /**
             * Room Id
             * @default null
             */
            room_id?: string | null;
            /** Scope */
            scope: ("this" | "following" | "all") | components["schemas"]["ScopePeriod"];
            /**
             * Seat Id
             * @default null
             */
            seat_id?: string | null;
            /**
             * Series Id
             * Format: uuid
             */
            series_id: string;
            /**
             * Start Time
             * @default null
             */
            start_time?: string | null;
            /**
             * Title
             * @description Nothing in it takes it away.
             * @default null
             */
            title?: string | null;
        };
        /**
         * CheckAnswer
         * @description What place-booking would answer at this moment.
         */
        CheckAnswer: {
            alternatives: components["schemas"]["Alternatives"];
            /**
             * Approval
             * @description The rules for which it would have to be approved.
             */
            approval: components["schemas"]["WhySeen"][];
            /** Check In By */
            check_in_by: string | null;
            /** Check In From */
            check_in_from: string | null;
            /** @description With the time kept free before and after; null when refused. */
            claimed: components["schemas"]["PeriodSeen"] | null;
            /** Decide By */
            decide_by: string | null;
            /** @description Why it would be refused, as place-booking would say it. */
            problem: components["schemas"]["Problem"] | null;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "confirmed" | "pending" | "refused";
        };
        /**
         * CheckedAgainSeen
         * @description Where the daily round through the whole ledger is.
         */
        CheckedAgainSeen: {
            /**
             * Began At
             * Format: date-time
             */
            began_at: string;
            /** Finished At */
            finished_at: string | null;
            /**
             * Position
             * @description In the ledger.
             */
            position: number;
        };
        /**
         * CheckedSeen
         * @description How far the ledger was checked while it grew.
         */
        CheckedSeen: {
            /**
             * Checked At
             * Format: date-time
             */
            checked_at: string;
            /** Events To Check */
            events_to_check: number;
            /**
             * Position
             * @description In the ledger.
             */
            position: number;
            /** Streams */
            streams: number;
        };
        /**
         * CheckIn
         * @description Say that one has come: from the policy's window on, or earlier where the place is free until the stay begins.
         */
        CheckIn: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
        };
        /**
         * CheckInAtDoor
         * @description Check in whoever has the room, or the seat, now: for the display at its door.
         */
        CheckInAtDoor: {
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /**
             * Seat Id
             * @default null
             */
            seat_id?: string | null;
        };
        /**
         * CheckInByCode
         * @description Say that one has come by scanning the code at the door: to one's own booking of now in that room.
         */
        CheckInByCode: {
            /** Code */
            code: string;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /**
         * CheckpointSeen
         * @description A hash that was signed.
         */
        CheckpointSeen: {
            /**
             * Hash
             * @description SHA-256 in hexadecimal.
             */
            hash: string;
            /** Key Id */
            key_id: string;
            /**
             * Position
             * @description In the ledger.
             */
            position: number;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /**
             * Signature
             * @description Ed25519, in base64.
             */
            signature: string;
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
        };
        /** ChoicesByChannel */
        ChoicesByChannel: {
            /**
             * Inbox
             * @enum {string}
             */
            inbox: "now" | "off";
            /**
             * Mail
             * @enum {string}
             */
            mail: "now" | "daily" | "off";
        };
        /**
         * ChooseNotifications
         * @description How I am told. A subject that is not named stays as it is.
         */
        ChooseNotifications: {
            /**
             * Choices
             * @default {}
             */
            choices?: {
                [key: string]: components["schemas"]["ChoicesByChannel"];
            };
            /**
             * Language
             * @default null
             */
            language?: ("en" | "ru") | null;
            /**
             * Reminder Minutes
             * @description Before a booking begins; 0 for no reminders.
             */
            reminder_minutes: number;
        };
        /** ChosenNotifications */
        ChosenNotifications: {
            /** Choices */
            choices: {
                [key: string]: {
                    [key: string]: "now" | "daily" | "off";
                };
            };
            /**
             * Language
             * @description Empty for that of the organisation.
             */
            language: ("en" | "ru") | null;
            /** Reminder Minutes */
            reminder_minutes: number;
        };
        /**
         * ClaimSetup
         * @description The first owner, with the one-time token from the server's log.
         */
        ClaimSetup: {
            /** Email */
            email: string;
            /** Name */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /** Token */
            token: string;
        };
        /**
         * CloseBuilding
         * @description Close every room of a building for a period. What was booked there is cancelled, or stands against it.
         *
         *     Rooms that are closed then already stay closed as they are; rooms that are opened later are not concerned.
         */
        CloseBuilding: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Displaced
             * @default cancel
             * @enum {string}
             */
            displaced?: "cancel" | "refuse";
            /** @default null */
            period?: components["schemas"]["PeriodBody"] | null;
            /**
             * Reason
             * @example No heating
             */
            reason: string;
        };
        /**
         * CloseDay
         * @description Keep a building closed on one local day. Bookings that were placed before stay.
         */
        CloseDay: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Day
             * Format: date
             */
            day: string;
            /**
             * Reason
             * @example Public holiday
             */
            reason: string;
        };
        /** ClosedBuilding */
        ClosedBuilding: {
            /**
             * Closure Id
             * Format: uuid
             */
            closure_id: string;
            /**
             * Closures
             * @description Closures of its rooms.
             */
            closures: string[];
            /**
             * Displaced
             * @description Bookings that had to give way.
             */
            displaced: components["schemas"]["DisplacedBooking"][];
        };
        /** ClosedRoom */
        ClosedRoom: {
            /**
             * Closure Id
             * Format: uuid
             */
            closure_id: string;
            /**
             * Displaced
             * @description Bookings that had to give way.
             */
            displaced: components["schemas"]["DisplacedBooking"][];
        };
        /**
         * CloseRoom
         * @description Take a room, or one seat of it, out of use. Without a period it is closed from now on, until it is reopened.
         *
         *     What was booked there is displaced: cancelled, or moved to an equivalent room of the building (the same kind, as
         *     large, with all its features, allowed by its rules, free for the whole stay) and cancelled where there is none.
         *     With `refuse`, the room stays open if anything is booked.
         */
        CloseRoom: {
            /**
             * Displaced
             * @default cancel
             * @enum {string}
             */
            displaced?: "cancel" | "move" | "refuse";
            /** @default null */
            period?: components["schemas"]["PeriodBody"] | null;
            /**
             * Reason
             * @example The projector is being replaced
             */
            reason: string;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /**
             * Seat Id
             * @default null
             */
            seat_id?: string | null;
        };
        /**
         * ClosureSeen
         * @description A time that is not over in which a room, or one seat of it, is out of use.
         */
        ClosureSeen: {
            /**
             * Closure Id
             * Format: uuid
             */
            closure_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Reason */
            reason: string;
            /**
             * Seat Id
             * @description Null when all of the room is closed.
             */
            seat_id: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** ClosureThen */
        ClosureThen: {
            /**
             * Closure Id
             * Format: uuid
             */
            closure_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Reason */
            reason: string;
            /** Seat Id */
            seat_id: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** CreateToken */
        CreateToken: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Name
             * @example Wall display
             */
            name: string;
            /** Scopes */
            scopes: components["schemas"]["Scope"][];
        };
        /** DamagedEvent */
        DamagedEvent: {
            /**
             * Actor Id
             * Format: uuid
             * @description Who gave the command; all zeros is BookIT itself.
             */
            actor_id: string;
            /** @description What sort of network address the command came from. */
            address_class: components["schemas"]["AddressClass"] | null;
            /**
             * Command
             * @description Its name; null where the command log does not know it.
             */
            command: string | null;
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            /**
             * Correlation Id
             * Format: uuid
             */
            correlation_id: string;
            /**
             * Data
             * @description What was recorded; null where it is damaged.
             */
            data: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * Data Base64
             * @description What was recorded, where it is no JSON.
             */
            data_base64: string;
            /**
             * Hash
             * @description SHA-256 in hexadecimal.
             */
            hash: string;
            /**
             * Position
             * @description In the ledger.
             */
            position: number;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /**
             * Stream Id
             * Format: uuid
             */
            stream_id: string;
            /**
             * Topic
             * @example booking.placed
             */
            topic: string;
            /**
             * Version
             * @description Of the stream, after this.
             */
            version: number;
        };
        /**
         * DateLeftOut
         * @description A date that was skipped, or that stays as it was, and why.
         */
        DateLeftOut: {
            /** Detail */
            detail: string;
            /** Occurrence */
            occurrence: string;
            /**
             * Rule
             * @default null
             */
            rule?: string | null;
            /** Why */
            why: string;
        };
        /**
         * DateOfSeries
         * @description A date that has a booking.
         */
        DateOfSeries: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /** Changed Alone */
            changed_alone: boolean;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Occurrence */
            occurrence: string;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            status: components["schemas"]["BookingStatus"];
        };
        /**
         * DatePlaced
         * @description A date that has a booking.
         */
        DatePlaced: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Note
             * @description What a clock change did to it.
             * @default null
             */
            note?: string | null;
            /** Occurrence */
            occurrence: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            status: components["schemas"]["BookingStatus"];
        };
        /**
         * DateSeen
         * @description What would become of a date.
         */
        DateSeen: {
            /** Detail */
            detail?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Note
             * @description What a clock change does to it.
             */
            note?: string | null;
            /** Occurrence */
            occurrence: string;
            /** Rule */
            rule?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * DeadlinesSeen
         * @description How much of one kind time will do by itself.
         */
        DeadlinesSeen: {
            /**
             * Due
             * @description Whose time has come, and nothing became of it yet.
             */
            due: number;
            /** Next Due At */
            next_due_at: string | null;
            /** Oldest Due At */
            oldest_due_at: string | null;
            /** Timer */
            timer: string;
            /** Within An Hour */
            within_an_hour: number;
        };
        /**
         * DeclineFeedback
         * @description Not tell how a stay was, and not be asked again.
         */
        DeclineFeedback: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
        };
        /**
         * DiscardJobs
         * @description Give up for good what jobs that failed should have done; nobody is told.
         */
        DiscardJobs: {
            /**
             * Cause
             * @default null
             */
            cause?: string | null;
            /**
             * Job Ids
             * @default null
             */
            job_ids?: string[] | null;
            /**
             * Kind
             * @default null
             */
            kind?: string | null;
        };
        /**
         * DiscardParkedEvents
         * @description Give up for good the events that a read model can't digest, and fold what waits behind them.
         *
         *     The ledger keeps them; a rebuild meets them again.
         */
        DiscardParkedEvents: {
            /**
             * Build
             * @default live
             * @enum {string}
             */
            build?: "live" | "rebuild";
            /**
             * Cause
             * @default null
             */
            cause?: string | null;
            /**
             * Projection
             * @example calendar
             */
            projection: string;
            /**
             * Stream Id
             * @default null
             */
            stream_id?: string | null;
            /**
             * Topic
             * @default null
             * @example booking.placed
             */
            topic?: string | null;
        };
        /**
         * DisplacedBooking
         * @description A booking that had to give way, and what became of it.
         */
        DisplacedBooking: {
            /**
             * Became
             * @enum {string}
             */
            became: "cancelled" | "moved";
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Room Id
             * @description Where it was moved to.
             * @default null
             */
            room_id?: string | null;
            /**
             * Seat Id
             * @default null
             */
            seat_id?: string | null;
        };
        /**
         * DisplacedStay
         * @description A booking that stands in the way.
         */
        DisplacedStay: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * DrawingSeen
         * @description How a floor is drawn.
         */
        DrawingSeen: {
            /**
             * Background
             * @description The file of an image that fills it.
             */
            background: string | null;
            /**
             * Background Url
             * @description Where to get it.
             */
            background_url: string | null;
            /** Fixtures */
            fixtures: components["schemas"]["FixtureSeen"][];
            /**
             * Height
             * @description Centimetres.
             */
            height: number;
            /**
             * Width
             * @description Centimetres.
             */
            width: number;
        };
        /**
         * DriftedDate
         * @description A date that a change of zone rules has moved away from its wall time.
         */
        DriftedDate: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Note
             * @description What a clock change does to it.
             */
            note: string | null;
            /** Occurrence */
            occurrence: string;
            /**
             * Series Id
             * Format: uuid
             */
            series_id: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Would End At
             * Format: date-time
             */
            would_end_at: string;
            /**
             * Would Start At
             * Format: date-time
             */
            would_start_at: string;
        };
        /**
         * DropRebuild
         * @description Give a rebuild up; the live read model stays as it is.
         */
        DropRebuild: {
            /**
             * Projection
             * @example calendar
             */
            projection: string;
        };
        /** EventSeen */
        EventSeen: {
            /**
             * Actor Id
             * Format: uuid
             * @description Who gave the command; all zeros is BookIT itself.
             */
            actor_id: string;
            /**
             * Actor Name
             * @description Null for BookIT itself, and for who was forgotten.
             */
            actor_name: string | null;
            /** @description What sort of network address the command came from. */
            address_class: components["schemas"]["AddressClass"] | null;
            /** Changed */
            changed: components["schemas"]["ChangeSeen"][];
            /**
             * Command
             * @description Its name; null where the command log does not know it.
             */
            command: string | null;
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            /**
             * Correlation Id
             * Format: uuid
             * @description The command that led to this one, if one did.
             */
            correlation_id: string;
            /**
             * Data
             * @description The event as the ledger keeps it.
             */
            data: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Position */
            position: number;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /**
             * Topic
             * @example booking.placed
             */
            topic: string;
            /**
             * Version
             * @description Of the stream, after this.
             */
            version: number;
            /**
             * Words
             * @description What happened, in one English sentence.
             */
            words: string;
        };
        /**
         * FactLeft
         * @description Something that could not be undone, and why.
         */
        FactLeft: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id?: string;
            /** Topic */
            topic: string;
            /** Why */
            why: string;
        };
        /** FaultSeen */
        FaultSeen: {
            /** Check */
            check: string;
            /** Fault */
            fault: string;
            /**
             * Found At
             * Format: date-time
             */
            found_at: string;
            /** Position */
            position: number | null;
            /** Stream Id */
            stream_id: string | null;
        };
        /**
         * FieldProblem
         * @description What is wrong with one field of the body, or with one parameter.
         */
        FieldProblem: {
            /** Detail */
            detail: string;
            /**
             * Parameter
             * @description Of the query, or a part of the path.
             */
            parameter?: string;
            /**
             * Pointer
             * @description In the body (RFC 6901).
             * @example /starts_at
             */
            pointer?: string;
        };
        /**
         * FileKind
         * @description What a file is for. It belongs to an owner, on whom the rights hang.
         * @enum {string}
         */
        FileKind: "room-photo" | "floor-background" | "logo" | "avatar" | "feedback-picture";
        /**
         * FileUploaded
         * @description What is kept of an upload. It is swept away after a day unless a command has used it.
         */
        FileUploaded: {
            /** Bytes */
            bytes: number;
            /**
             * File Id
             * Format: uuid
             */
            file_id: string;
            /** Height */
            height: number;
            /**
             * Left Out
             * @description Elements and attributes of an SVG that were not taken over.
             */
            left_out: string[];
            /** Media Type */
            media_type: string;
            /**
             * Url
             * @example /api/files/0197a000-0000-7000-8000-000000000001
             */
            url: string;
            /** Width */
            width: number;
        };
        /**
         * FinishBooking
         * @description End a running stay now; the rest of it is free again at once. What was used counts against quotas.
         */
        FinishBooking: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
        };
        /**
         * Fixture
         * @description Something on a floor plan that can't be booked.
         */
        Fixture: {
            /** Height */
            height: number;
            kind: components["schemas"]["FixtureKind"];
            /**
             * Name
             * @default
             */
            name?: string;
            /**
             * Turn
             * @description Degrees clockwise about its middle.
             * @default 0
             */
            turn?: number;
            /** Width */
            width: number;
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /**
         * FixtureKind
         * @description What a plan shows besides rooms and seats.
         * @enum {string}
         */
        FixtureKind: "wall" | "window" | "door" | "stairs" | "lift" | "toilets" | "kitchen" | "service" | "garden" | "plant" | "table";
        /**
         * FixtureSeen
         * @description Something that is drawn and can't be booked.
         */
        FixtureSeen: {
            /** Height */
            height: number;
            kind: components["schemas"]["FixtureKind"];
            /** Name */
            name: string;
            /**
             * Turn
             * @description Degrees clockwise about its middle.
             */
            turn: number;
            /** Width */
            width: number;
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /** FloorAnswer */
        FloorAnswer: {
            /**
             * Floor Id
             * Format: uuid
             */
            floor_id: string;
        };
        /** FloorSeen */
        FloorSeen: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Floor Id
             * Format: uuid
             */
            floor_id: string;
            /**
             * Level
             * @description 0 is the ground floor.
             */
            level: number;
            /** Name */
            name: string;
        };
        /**
         * ForgetMember
         * @description Remove what is kept of a person, for good: account, sessions, tokens, and the key to what they wrote.
         *
         *     What they have ahead is given up within moments. The ledger keeps their id, so that counts stay as they were.
         */
        ForgetMember: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
        };
        /**
         * FreeRoom
         * @description A room that fits, with the first time that fits.
         */
        FreeRoom: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Capacity
             * @description How many people, cars or pieces fit.
             */
            capacity: number;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Features */
            features: string[];
            /**
             * Floor As Last Time
             * @description Whether it is on the floor on which I was last.
             */
            floor_as_last_time: boolean;
            /** Floor Id */
            floor_id: string | null;
            /**
             * Free
             * @description Every stretch that is long enough.
             */
            free: components["schemas"]["PeriodSeen"][];
            /**
             * Free Places
             * @description How many places are left, where they are shared by number.
             */
            free_places: number | null;
            /**
             * Free Seats
             * @description How many seats can be had, where one place is enough.
             */
            free_seats: number | null;
            kind: components["schemas"]["RoomKind"];
            /**
             * Metres
             * @description From where one wants to be near to.
             */
            metres: number | null;
            /** Name */
            name: string;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Team On Floor
             * @description How many of my team have a place on its floor then, as far as I may know.
             */
            team_on_floor: number;
            /**
             * Time Zone
             * @description IANA zone of the building.
             * @example Europe/Berlin
             */
            time_zone: string;
            /**
             * Whole
             * @description Whether the whole room can be had; if not, seats of it.
             */
            whole: boolean;
        };
        /** FreeRooms */
        FreeRooms: {
            /** Items */
            items: components["schemas"]["FreeRoom"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /**
         * GrantRole
         * @description Trust a member with a role; only owners make owners and admins. A manager's role names its buildings.
         */
        GrantRole: {
            /**
             * Building Ids
             * @default []
             */
            building_ids?: string[];
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            role: components["schemas"]["Role"];
        };
        /**
         * HandOverBooking
         * @description Make a booking another member's, who has to be one who may book there; it counts against their quotas now.
         */
        HandOverBooking: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
        };
        /** HeadSeen */
        HeadSeen: {
            /**
             * Hash
             * @description SHA-256 in hexadecimal.
             */
            hash: string;
            /**
             * Position
             * @description In the ledger.
             */
            position: number;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
        };
        /** Health */
        Health: {
            /**
             * Status
             * @example ok
             */
            status: string;
            /**
             * Waiting
             * @description Organisations that can't be served yet; the log says which and why.
             * @default 0
             */
            waiting?: number;
        };
        /**
         * Holiday
         * @description A day and its name.
         */
        Holiday: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Name */
            name: string;
        };
        /** ImportedHolidays */
        ImportedHolidays: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** Closed */
            closed: components["schemas"]["Holiday"][];
            /**
             * Skipped
             * @description Days that were closed already, for whatever reason.
             */
            skipped: components["schemas"]["Holiday"][];
        };
        /**
         * ImportHolidays
         * @description Keep a building closed on the public holidays of some years. Days that are over are left out.
         *
         *     Names are in the country's first language unless another is asked for. Bookings that were placed before stay.
         */
        ImportHolidays: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Country
             * @description ISO 3166-1 alpha-2.
             * @example DE
             */
            country: string;
            /**
             * Language
             * @default null
             * @example en_US
             */
            language?: string | null;
            /**
             * Subdivision
             * @description ISO 3166-2, without the country.
             * @default null
             * @example HH
             */
            subdivision?: string | null;
            /** Years */
            years: number[];
        };
        /** InboxPage */
        InboxPage: {
            /** Items */
            items: components["schemas"]["NotificationSeen"][];
            /** Next Cursor */
            next_cursor: string | null;
            /** Unread */
            unread: number;
        };
        /**
         * InviteMember
         * @description Ask a person to join the organisation. They choose a password through the invitation.
         */
        InviteMember: {
            /**
             * Email
             * @example ada@example.org
             */
            email: string;
            /**
             * Groups
             * @default []
             */
            groups?: string[];
            /**
             * Name
             * @example Ada Lovelace
             */
            name: string;
        };
        /** JobSeen */
        JobSeen: {
            /** Attempts */
            attempts: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Done At */
            done_at: string | null;
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            /** Error */
            error: string | null;
            /**
             * Job Id
             * Format: uuid
             */
            job_id: string;
            /** Kind */
            kind: string;
            /** Most Attempts */
            most_attempts: number;
            /** Parked At */
            parked_at: string | null;
            /** Position */
            position: number | null;
            /**
             * Queue
             * @enum {string}
             */
            queue: "urgent" | "ordinary" | "bulk";
            /** Started At */
            started_at: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "running" | "done" | "parked" | "discarded";
        };
        /**
         * JoinGroup
         * @description Make a member part of a group.
         */
        JoinGroup: {
            /**
             * Group
             * @example engineering
             */
            group: string;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
        };
        /**
         * JoinWaitlist
         * @description Wait for a room, a seat of it, or anything that fits in a building, to become free for a period.
         */
        JoinWaitlist: {
            /**
             * Any Seat
             * @description Any seat will do; otherwise a whole room or a place in it.
             * @default false
             */
            any_seat?: boolean;
            /**
             * Attendees
             * @default null
             */
            attendees?: number | null;
            /**
             * Building Id
             * @description Instead of a room: anything that fits there.
             * @default null
             */
            building_id?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Features
             * @default []
             */
            features?: string[];
            /** @default null */
            kind?: components["schemas"]["RoomKind"] | null;
            /**
             * Room Id
             * @default null
             */
            room_id?: string | null;
            /**
             * Seat Id
             * @default null
             */
            seat_id?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Title
             * @default null
             */
            title?: string | null;
        };
        JsonValue: unknown;
        /**
         * Kind
         * @description What the rows of a file are.
         * @enum {string}
         */
        Kind: "rooms" | "seats" | "members" | "bookings";
        /**
         * LeaveFeedback
         * @description Tell how a stay was, once, after its end.
         */
        LeaveFeedback: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Pictures
             * @description Files of the kind feedback-picture.
             * @default []
             */
            pictures?: string[];
            /** Rating */
            rating: number;
            /**
             * Text
             * @default null
             */
            text?: string | null;
        };
        /**
         * LeaveGroup
         * @description Take a member out of a group.
         */
        LeaveGroup: {
            /**
             * Group
             * @example engineering
             */
            group: string;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
        };
        /**
         * LeaveWaitlist
         * @description Wait no longer; a place that was offered goes to the next.
         */
        LeaveWaitlist: {
            /**
             * Waitlist Id
             * Format: uuid
             */
            waitlist_id: string;
        };
        /**
         * LedgerEvent
         * @description An event as it was recorded.
         */
        LedgerEvent: {
            /**
             * Actor Id
             * Format: uuid
             * @description Who gave the command; all zeros is BookIT itself.
             */
            actor_id: string;
            /** @description What sort of network address the command came from. */
            address_class: components["schemas"]["AddressClass"] | null;
            /**
             * Command
             * @description Its name; null where the command log does not know it.
             */
            command: string | null;
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
            /**
             * Correlation Id
             * Format: uuid
             */
            correlation_id: string;
            /**
             * Data
             * @description What was recorded; null where it is damaged.
             */
            data: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * Hash
             * @description SHA-256 in hexadecimal.
             */
            hash: string;
            /**
             * Position
             * @description In the ledger.
             */
            position: number;
            /**
             * Recorded At
             * Format: date-time
             */
            recorded_at: string;
            /**
             * Stream Id
             * Format: uuid
             */
            stream_id: string;
            /**
             * Topic
             * @example booking.placed
             */
            topic: string;
            /**
             * Version
             * @description Of the stream, after this.
             */
            version: number;
        };
        /**
         * Level
         * @description Where a value was set, from the widest to the narrowest.
         * @enum {string}
         */
        Level: "default" | "organisation" | "organisation_kind" | "building" | "kind" | "room";
        /**
         * LevelPolicySeen
         * @description Every rule as it would hold in a new room, and the levels that it comes from, the widest first.
         */
        LevelPolicySeen: {
            /**
             * Building Id
             * @description Null for the rules of the organisation.
             */
            building_id: string | null;
            kind: components["schemas"]["RoomKind"] | null;
            /** Levels */
            levels: components["schemas"]["LevelSeen"][];
            /** Rules */
            rules: components["schemas"]["RuleSeen"][];
        };
        /**
         * LevelSeen
         * @description The rules that one level sets.
         */
        LevelSeen: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            level: components["schemas"]["Level"];
            /**
             * Policy
             * @description Values by rule name; a rule that is not named comes from the level above.
             */
            policy: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /**
             * Version
             * @description Of its stream in the ledger.
             */
            version: number;
        };
        /**
         * MapTiles
         * @description Pictures of streets below the buildings.
         */
        MapTiles: {
            /**
             * Address
             * @example /tiles/{z}/{x}/{y}.png
             */
            address: string;
            /** Attribution */
            attribution: string;
        };
        /** MarkedRead */
        MarkedRead: {
            /** Count */
            count: number;
        };
        /**
         * MarkRead
         * @description Which notifications were read: named, or all up to a time.
         */
        MarkRead: {
            /**
             * Notification Ids
             * @default []
             */
            notification_ids?: string[];
            /**
             * Upto
             * @default null
             */
            upto?: string | null;
        };
        /**
         * Me
         * @description Who I am and what I may do.
         */
        Me: {
            /**
             * Avatar Url
             * @description Where to get the picture that shows me.
             */
            avatar_url: string | null;
            /** Email */
            email: string;
            /** Groups */
            groups: string[];
            /** Managed Buildings */
            managed_buildings: string[];
            /** May */
            may: {
                [key: string]: string;
            };
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /** Roles */
            roles: components["schemas"]["Role"][];
        };
        /** MemberAnswer */
        MemberAnswer: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
        };
        /** MemberSeen */
        MemberSeen: {
            /** Avatar Url */
            avatar_url: string | null;
            /** Email */
            email: string;
            /** Groups */
            groups: string[];
            /** Joined */
            joined: boolean;
            /** Managed Buildings */
            managed_buildings: string[];
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Name */
            name: string;
            /** Roles */
            roles: components["schemas"]["Role"][];
            /** Suspended */
            suspended: boolean;
        };
        /**
         * Mode
         * @description What a booking's times may be.
         * @enum {string}
         */
        Mode: "minute" | "half_day" | "day";
        /**
         * MyCalendarFeed
         * @description Where calendar programs find my bookings. Whoever has the address can read them, and nothing else.
         */
        MyCalendarFeed: {
            /** Created At */
            created_at: string | null;
            /** Last Used At */
            last_used_at: string | null;
            /**
             * Url
             * @description A path of this site; null while I want none.
             * @example /api/calendar/bookings.ics?token=…
             */
            url: string | null;
        };
        /** MySessions */
        MySessions: {
            /** Items */
            items: components["schemas"]["SessionSeen"][];
        };
        /** MyTokens */
        MyTokens: {
            /** Items */
            items: components["schemas"]["TokenSeen"][];
        };
        /**
         * News
         * @description One kind of news; `SUBJECT_OF` says which subject it belongs to.
         * @enum {string}
         */
        News: "booking.booked" | "booking.moved" | "booking.changed" | "booking.cancelled" | "booking.displaced" | "booking.released" | "booking.restored" | "booking.handed_to_you" | "booking.handed_on" | "booking.approved" | "booking.rejected" | "booking.expired" | "waitlist.promoted" | "waitlist.offered" | "waitlist.offer_lapsed" | "waitlist.expired" | "series.ended" | "series.dates_skipped" | "series.dates_placed" | "approval.wanted" | "approval.still_wanted" | "booking.begins_soon" | "own.booked" | "own.moved" | "own.changed" | "own.cancelled";
        /** NotificationItem */
        NotificationItem: {
            /** Building */
            building: string | null;
            /**
             * Facts
             * @description When and where, as it was then.
             */
            facts: {
                [key: string]: unknown;
            };
            /** Reason */
            reason: string | null;
            /** Room */
            room: string | null;
            /** Seat */
            seat: string | null;
            /**
             * Subject Id
             * Format: uuid
             * @description The booking, series or place in the waitlist.
             */
            subject_id: string;
            /** Title */
            title: string | null;
        };
        /** NotificationSeen */
        NotificationSeen: {
            /**
             * Act Id
             * Format: uuid
             */
            act_id: string;
            /**
             * Actor Id
             * Format: uuid
             */
            actor_id: string;
            /**
             * Count
             * @description How many bookings, series or wishes it is about.
             */
            count: number;
            /**
             * Headline
             * @description In the member's language.
             */
            headline: string;
            /**
             * Items
             * @description The first twenty of them.
             */
            items: components["schemas"]["NotificationItem"][];
            kind: components["schemas"]["News"];
            /**
             * Notification Id
             * Format: uuid
             */
            notification_id: string;
            /** Read At */
            read_at: string | null;
            subject: components["schemas"]["Subject"];
            /**
             * Told At
             * Format: date-time
             */
            told_at: string;
        };
        /**
         * NotUndone
         * @description Something that stays as it is, and why.
         */
        NotUndone: {
            /**
             * Booking Id
             * @default null
             */
            booking_id?: string | null;
            /**
             * Topic
             * @description Of the fact that stays.
             * @example booking.cancelled
             */
            topic: string;
            /** Why */
            why: string;
        };
        /**
         * OccupancyThen
         * @description Who had which room or seat of a floor at a moment.
         */
        OccupancyThen: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** @description How the floor was drawn then; null where it was not. */
            drawing: components["schemas"]["DrawingSeen"] | null;
            /**
             * Floor Id
             * Format: uuid
             */
            floor_id: string;
            /**
             * Moment
             * Format: date-time
             */
            moment: string;
            /**
             * Position
             * @description In the ledger.
             */
            position: number;
            /**
             * Recorded At
             * Format: date-time
             * @description When the event at this position was recorded.
             */
            recorded_at: string;
            /** Rooms */
            rooms: components["schemas"]["RoomThen"][];
        };
        /**
         * OfferSeen
         * @description A place that is kept for who waits.
         */
        OfferSeen: {
            /**
             * Accept By
             * Format: date-time
             */
            accept_by: string;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /** Room Name */
            room_name: string | null;
            /** Seat Id */
            seat_id: string | null;
        };
        /** OpenedRoom */
        OpenedRoom: {
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /**
             * Seat Ids
             * @description In the order of the names.
             */
            seat_ids: string[];
        };
        /**
         * OpenRoom
         * @description Open a room for booking: whole, by numbered seat, or by place of a shared capacity.
         */
        OpenRoom: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Capacity
             * @description How many people, cars or pieces fit.
             */
            capacity: number;
            /**
             * Features
             * @default []
             * @example [
             *       "screen",
             *       "whiteboard"
             *     ]
             */
            features?: string[];
            /**
             * Floor Id
             * @default null
             */
            floor_id?: string | null;
            kind: components["schemas"]["RoomKind"];
            /**
             * Made Of
             * @description Rooms that become this one together.
             * @default []
             */
            made_of?: string[];
            /**
             * Name
             * @example Aquarium
             */
            name: string;
            /**
             * Policy
             * @default {}
             * @example {
             *       "horizon_days": 60,
             *       "max_minutes": 240
             *     }
             */
            policy?: {
                [key: string]: unknown;
            };
            /**
             * Seats
             * @description Names of numbered seats, bookable alone.
             * @default []
             */
            seats?: string[];
        };
        /**
         * Order
         * @description From which end the ledger is read.
         * @enum {string}
         */
        Order: "oldest" | "newest";
        /** Organisation */
        Organisation: {
            /**
             * Colour
             * @example #3550c4
             */
            colour: string;
            /**
             * Logo Url
             * @description Where to get its logo.
             */
            logo_url: string | null;
            /** @description Null where maps show outlines only. */
            map_tiles: components["schemas"]["MapTiles"] | null;
            /** Name */
            name: string;
            /**
             * Named
             * @description Whether somebody gave it its name, in the app or in the settings.
             */
            named: boolean;
            /**
             * Organisation Id
             * Format: uuid
             * @description The owner of its logo.
             */
            organisation_id: string;
        };
        /**
         * Outcome
         * @enum {string}
         */
        Outcome: "done" | "repeated" | "possible" | "refused";
        /**
         * OverrideBody
         * @description Rules that a manager sets aside for this booking, and why; both are recorded.
         */
        OverrideBody: {
            /** Reason */
            reason: string;
            /**
             * Rules
             * @example [
             *       "max_minutes"
             *     ]
             */
            rules: string[];
        };
        /** PageOfActs */
        PageOfActs: {
            /** Items */
            items: components["schemas"]["ActSeen"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** PageOfBookings */
        PageOfBookings: {
            /** Items */
            items: (components["schemas"]["BookingSeen"] | components["schemas"]["BusySeen"])[];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /**
         * PageOfBookingsSeen
         * @description All of these one may see.
         */
        PageOfBookingsSeen: {
            /** Items */
            items: components["schemas"]["BookingSeen"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** PageOfBuildings */
        PageOfBuildings: {
            /** Items */
            items: components["schemas"]["BuildingSeen"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** PageOfDriftedDates */
        PageOfDriftedDates: {
            /** Items */
            items: components["schemas"]["DriftedDate"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** PageOfEvents */
        PageOfEvents: {
            /** Items */
            items: components["schemas"]["EventSeen"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** PageOfFloors */
        PageOfFloors: {
            /** Items */
            items: components["schemas"]["FloorSeen"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** PageOfJobs */
        PageOfJobs: {
            /** Items */
            items: components["schemas"]["JobSeen"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** PageOfLedgerEvents */
        PageOfLedgerEvents: {
            /** Items */
            items: (components["schemas"]["LedgerEvent"] | components["schemas"]["DamagedEvent"])[];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** PageOfMembers */
        PageOfMembers: {
            /** Items */
            items: components["schemas"]["MemberSeen"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /** PageOfReadings */
        PageOfReadings: {
            /** Items */
            items: components["schemas"]["ReadingSeen"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** PageOfRooms */
        PageOfRooms: {
            /** Items */
            items: components["schemas"]["RoomSeen"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** PageOfSeries */
        PageOfSeries: {
            /** Items */
            items: components["schemas"]["SeriesSeen"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** PageOfWaiting */
        PageOfWaiting: {
            /** Items */
            items: components["schemas"]["WaitingSeen"][];
            /**
             * Next Cursor
             * @description `cursor` of the next page; null on the last one.
             */
            next_cursor: string | null;
        };
        /** Parked */
        Parked: {
            /** Events */
            events: components["schemas"]["ParkedEvents"][];
            /** Jobs */
            jobs: components["schemas"]["ParkedJobs"][];
        };
        /**
         * ParkedEvents
         * @description Events that a read model can't digest, all for the same cause.
         */
        ParkedEvents: {
            /** Attempts */
            attempts: number;
            /**
             * Build
             * @enum {string}
             */
            build: "live" | "rebuild";
            /** Cause */
            cause: string;
            /** Events */
            events: number;
            /** Examples */
            examples: string[];
            /**
             * First Parked At
             * Format: date-time
             */
            first_parked_at: string;
            /** First Position */
            first_position: number;
            /**
             * Last Parked At
             * Format: date-time
             */
            last_parked_at: string;
            /** Projection */
            projection: string;
            /** Streams */
            streams: number;
            /** Topic */
            topic: string;
        };
        /**
         * ParkedJobs
         * @description Jobs that failed for good, all for the same cause.
         */
        ParkedJobs: {
            /** Attempts */
            attempts: number;
            /** Cause */
            cause: string | null;
            /** Examples */
            examples: string[];
            /**
             * First Parked At
             * Format: date-time
             */
            first_parked_at: string;
            /** Jobs */
            jobs: number;
            /** Kind */
            kind: string;
            /**
             * Last Parked At
             * Format: date-time
             */
            last_parked_at: string;
            /**
             * Queue
             * @enum {string}
             */
            queue: "urgent" | "ordinary" | "bulk";
        };
        /**
         * PeriodBody
         * @description A half-open period.
         */
        PeriodBody: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * PeriodSeen
         * @description From a moment until just before another.
         */
        PeriodSeen: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** PhotoSeen */
        PhotoSeen: {
            /**
             * Description
             * @description What it shows, for who can't see it; may be empty.
             */
            description: string;
            /**
             * File Id
             * Format: uuid
             */
            file_id: string;
            /**
             * Url
             * @description `/small`, `/medium` or `/large` behind it asks for a smaller form.
             */
            url: string;
        };
        /** PictureSeen */
        PictureSeen: {
            /**
             * File Id
             * Format: uuid
             */
            file_id: string;
            /**
             * Url
             * @description `/small`, `/medium` or `/large` behind it asks for a smaller form.
             */
            url: string;
        };
        /**
         * PlaceBooking
         * @description Book a room, one seat of it, or places in it, for oneself or on behalf of another member.
         */
        PlaceBooking: {
            /**
             * Attendees
             * @default null
             */
            attendees?: number | null;
            /**
             * Booked For
             * @description The member who comes; oneself when missing.
             * @default null
             */
            booked_for?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Guests
             * @default []
             */
            guests?: string[];
            /** @default null */
            override?: components["schemas"]["OverrideBody"] | null;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /**
             * Seat Id
             * @default null
             */
            seat_id?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Title
             * @default null
             * @example Planning
             */
            title?: string | null;
        };
        /**
         * PlaceCalendar
         * @description Where calendar programs find what is held of a place, as I may see it. Whoever has the address can read that.
         */
        PlaceCalendar: {
            /**
             * Url
             * @description A path of this site; null while I want no addresses.
             */
            url: string | null;
        };
        /**
         * PlacedUnit
         * @description Where a room is on the plan of its floor, or a seat of that room.
         */
        PlacedUnit: {
            /** Height */
            height: number;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /**
             * Seat Id
             * @default null
             */
            seat_id?: string | null;
            /**
             * Turn
             * @description Degrees clockwise about its middle.
             * @default 0
             */
            turn?: number;
            /** Width */
            width: number;
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /**
         * PlaceOnPlan
         * @description Place rooms and seats on the plan of their floor, move them there, or take them off; all at once.
         */
        PlaceOnPlan: {
            /**
             * Floor Id
             * Format: uuid
             */
            floor_id: string;
            /**
             * Placed
             * @default []
             */
            placed?: components["schemas"]["PlacedUnit"][];
            /**
             * Removed
             * @description Rooms and seats to take off.
             * @default []
             */
            removed?: string[];
        };
        /**
         * PlaceSeen
         * @description A rectangle on the plan, in centimetres; before it is turned, its upper left corner is at x and y.
         */
        PlaceSeen: {
            /** Height */
            height: number;
            /**
             * Turn
             * @description Degrees clockwise about its middle.
             */
            turn: number;
            /** Width */
            width: number;
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /**
         * PlaceSeries
         * @description Book a room, a seat or places again and again, by a rule of RFC 5545 in the building's wall time.
         *
         *     A series of more dates than the horizon holds goes on by itself as they come within it. With `on_conflict` skip, the
         *     dates that can't be had are left out and kept in mind; with refuse, one of them is enough to book none.
         */
        PlaceSeries: {
            /**
             * Attendees
             * @default null
             */
            attendees?: number | null;
            /**
             * Booked For
             * @description The member who comes; oneself when missing.
             * @default null
             */
            booked_for?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Exdates
             * @default []
             */
            exdates?: string[];
            /**
             * Guests
             * @default []
             */
            guests?: string[];
            /**
             * On Conflict
             * @default refuse
             * @enum {string}
             */
            on_conflict?: "refuse" | "skip";
            /** @default null */
            override?: components["schemas"]["OverrideBody"] | null;
            /**
             * Rdates
             * @default []
             * @example [
             *       "2031-06-30"
             *     ]
             */
            rdates?: string[];
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /**
             * Rrule
             * @default null
             * @example FREQ=WEEKLY;BYDAY=MO;COUNT=52
             */
            rrule?: string | null;
            /**
             * Seat Id
             * @default null
             */
            seat_id?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Title
             * @default null
             * @example Planning
             */
            title?: string | null;
        };
        /**
         * PlacesTaken
         * @description How many of the places are taken.
         */
        PlacesTaken: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Places */
            places: number;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** PlanAnswer */
        PlanAnswer: {
            /**
             * Floor Id
             * Format: uuid
             */
            floor_id: string;
            /**
             * Version
             * @description Of the plan.
             */
            version: number;
        };
        /**
         * PlanSeen
         * @description A floor with all its rooms, those without a place on the plan too.
         */
        PlanSeen: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** @description Null while nobody has drawn it. */
            drawing: components["schemas"]["DrawingSeen"] | null;
            /**
             * Floor Id
             * Format: uuid
             */
            floor_id: string;
            /** Level */
            level: number;
            /** Name */
            name: string;
            /** Rooms */
            rooms: components["schemas"]["RoomOnPlan"][];
            /**
             * Version
             * @description Of its stream in the ledger.
             */
            version: number;
        };
        /** PolicyAnswer */
        PolicyAnswer: {
            /**
             * Version
             * @description Of the stream that holds these rules; refusals name it.
             */
            version: number;
        };
        /**
         * PolicyThen
         * @description The rules of a room as they were.
         */
        PolicyThen: {
            /** Capacity */
            capacity: number;
            kind: components["schemas"]["RoomKind"];
            /** Name */
            name: string;
            /**
             * Opening Hours
             * @description Its own; null where it had none.
             */
            opening_hours: {
                [key: string]: string[][];
            } | null;
            /** Opening Hours Of Building */
            opening_hours_of_building: {
                [key: string]: string[][];
            };
            /**
             * Position
             * @description In the ledger.
             */
            position: number;
            /**
             * Recorded At
             * Format: date-time
             * @description When the event at this position was recorded.
             */
            recorded_at: string;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /** Rules */
            rules: components["schemas"]["RuleThen"][];
        };
        /**
         * Problem
         * @description Why not. `type` says which of the other members to expect.
         */
        Problem: {
            /**
             * Accept By
             * Format: date-time
             */
            accept_by?: string;
            /**
             * Act
             * @description What one may not do.
             */
            act?: string;
            /**
             * Also
             * @description Other rules that say no.
             */
            also?: components["schemas"]["WhySeen"][];
            /** @description For how long the place is taken. */
            blocking?: components["schemas"]["PeriodSeen"];
            booking_status?: components["schemas"]["BookingStatus"];
            /**
             * Check In By
             * Format: date-time
             */
            check_in_by?: string;
            /**
             * Closure Id
             * Format: uuid
             */
            closure_id?: string;
            /**
             * Columns
             * @description That a file may have.
             */
            columns?: string[];
            /**
             * Dates
             * @description Each date of the series that is refused.
             */
            dates?: components["schemas"]["DateLeftOut"][];
            /**
             * Decide By
             * Format: date-time
             */
            decide_by?: string;
            /**
             * Detail
             * @description In one English sentence, for people.
             */
            detail: string;
            /**
             * Displaced
             * @description What would have to give way.
             */
            displaced?: components["schemas"]["DisplacedStay"][];
            /**
             * Earliest
             * Format: date-time
             * @description When it will be possible.
             */
            earliest?: string;
            /**
             * Earliest End
             * Format: date-time
             */
            earliest_end?: string;
            /**
             * Earliest Start
             * Format: date-time
             */
            earliest_start?: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at?: string;
            /** Errors */
            errors?: components["schemas"]["FieldProblem"][];
            /**
             * Extend At
             * Format: date-time
             */
            extend_at?: string;
            /**
             * Header
             * @description The header that is wrong.
             */
            header?: string;
            /**
             * Id
             * @description The id under which it was not found.
             */
            id?: string;
            /**
             * Latest End
             * Format: date-time
             */
            latest_end?: string;
            /**
             * Latest Start
             * Format: date-time
             */
            latest_start?: string;
            /** Left */
            left?: number;
            /**
             * Limit
             * @description Of the quota, or of the bytes of a body.
             */
            limit?: number;
            /**
             * Next Free
             * @description When the same stay would be possible.
             */
            next_free?: components["schemas"]["PeriodSeen"][];
            /** No Shows */
            no_shows?: number;
            /** Not Undone */
            not_undone?: components["schemas"]["FactLeft"][];
            /**
             * Noun
             * @description What was not found.
             */
            noun?: string;
            /**
             * Occurrence
             * @description The first date of the series that is refused.
             */
            occurrence?: string;
            /**
             * Outside
             * @description Rooms and seats that would be off the plan.
             */
            outside?: string[];
            /**
             * Overlaps
             * @description The date of the series that it would overlap.
             */
            overlaps?: string;
            /**
             * Period
             * @description What the quota counts: a local day, week or month.
             */
            period?: string | null;
            /**
             * Quota
             * @description The quota that is used up.
             */
            quota?: string;
            /** Reason */
            reason?: string;
            /**
             * Request Id
             * @description What the log calls this request.
             */
            request_id: string | null;
            /**
             * Retry After
             * @description Seconds.
             */
            retry_after?: number;
            /**
             * Room Id
             * Format: uuid
             */
            room_id?: string;
            /**
             * Rule
             * @description The rule that says no.
             * @example max_minutes
             */
            rule?: string;
            /** Seat Id */
            seat_id?: string | null;
            /** @description Who set that rule, and with which version. */
            source?: components["schemas"]["SourceSeen"];
            /**
             * Starts At
             * Format: date-time
             */
            starts_at?: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /**
             * Type
             * @example /problems/room-taken
             * @enum {string}
             */
            type: "/problems/already-done" | "/problems/conflict" | "/problems/cross-origin" | "/problems/email-taken" | "/problems/file-refused" | "/problems/forbidden" | "/problems/idempotency-key-reused" | "/problems/incomplete" | "/problems/internal-error" | "/problems/invalid" | "/problems/invalid-period" | "/problems/link-refused" | "/problems/malformed" | "/problems/member-suspended" | "/problems/method-not-allowed" | "/problems/misdirected-request" | "/problems/no-such-route" | "/problems/not-found" | "/problems/not-signed-in" | "/problems/outcome-unknown" | "/problems/quota-exceeded" | "/problems/refused" | "/problems/room-taken" | "/problems/rule-broken" | "/problems/sign-in-refused" | "/problems/stale-version" | "/problems/storage-unavailable" | "/problems/token-refused" | "/problems/too-large" | "/problems/too-many-attempts" | "/problems/unavailable" | "/problems/unsupported-media-type" | "/problems/weak-password";
            /** Used */
            used?: number;
            /** @description The value of that rule. */
            value?: components["schemas"]["JsonValue"];
            waiting_status?: components["schemas"]["WaitingStatus"];
        };
        /** Processes */
        Processes: {
            /** Items */
            items: components["schemas"]["ProcessSeen"][];
        };
        /** ProcessSeen */
        ProcessSeen: {
            /** Alive */
            alive: boolean;
            /** Host */
            host: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "api" | "worker" | "scheduler";
            /** Pid */
            pid: number;
            /**
             * Process Id
             * Format: uuid
             */
            process_id: string;
            /** Seconds Since */
            seconds_since: number;
            /**
             * Seen At
             * Format: date-time
             */
            seen_at: string;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Version */
            version: string;
        };
        /** Proof */
        Proof: {
            checked: components["schemas"]["CheckedSeen"];
            checked_again: components["schemas"]["CheckedAgainSeen"];
            /** Checkpoint Count */
            checkpoint_count: number;
            /**
             * Checkpoints
             * @description The last ten.
             */
            checkpoints: components["schemas"]["CheckpointSeen"][];
            /** Fault Count */
            fault_count: number;
            /** Faults */
            faults: components["schemas"]["FaultSeen"][];
            head: components["schemas"]["HeadSeen"];
            /** Keys */
            keys: components["schemas"]["PublicKeySeen"][];
            /**
             * Ledger Id
             * Format: uuid
             */
            ledger_id: string;
        };
        /** PublicKeySeen */
        PublicKeySeen: {
            /** Algorithm */
            algorithm: string;
            /**
             * First Used
             * Format: date-time
             */
            first_used: string;
            /** Key Id */
            key_id: string;
            /**
             * Public Key
             * @description In base64, as `bookit verify --key` takes it.
             */
            public_key: string;
        };
        /** Queues */
        Queues: {
            /** Items */
            items: components["schemas"]["QueueSeen"][];
            /** Reactions */
            reactions: components["schemas"]["ReactionSeen"][];
        };
        /** QueueSeen */
        QueueSeen: {
            /** Done Per Second */
            done_per_second: number;
            /**
             * Failed
             * @description Waiting for another attempt.
             */
            failed: number;
            /** Later */
            later: number;
            /** Oldest Seconds */
            oldest_seconds: number;
            /** Parked */
            parked: number;
            /**
             * Queue
             * @enum {string}
             */
            queue: "urgent" | "ordinary" | "bulk";
            /** Running */
            running: number;
            /** Waiting */
            waiting: number;
        };
        /**
         * ReactionSeen
         * @description How far the ledger was looked through for new jobs of one kind.
         */
        ReactionSeen: {
            /** Events Behind */
            events_behind: number;
            /** Name */
            name: string;
            /** Position */
            position: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * ReadingSeen
         * @description A question of somebody who may read everything.
         */
        ReadingSeen: {
            address_class: components["schemas"]["AddressClass"];
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Parameters */
            parameters: {
                [key: string]: string[];
            };
            /** Path */
            path: string;
            /**
             * Read At
             * Format: date-time
             */
            read_at: string;
            /** Reading Id */
            reading_id: number;
        };
        /**
         * ReinstateMember
         * @description Make a suspended member active again.
         */
        ReinstateMember: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
        };
        /**
         * RejectBooking
         * @description Do not allow a pending booking; its place is free again at once.
         */
        RejectBooking: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Reason
             * @default null
             */
            reason?: string | null;
        };
        /**
         * RenameBuilding
         * @description Give a building another name.
         */
        RenameBuilding: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** Name */
            name: string;
        };
        /**
         * RenameRoom
         * @description Give a room another name.
         */
        RenameRoom: {
            /** Name */
            name: string;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /**
         * RenameSeats
         * @description Give seats of a room other names, or number them anew; bookings keep their seats.
         */
        RenameSeats: {
            /**
             * Names
             * @description By the seats' ids; seats that are not listed keep theirs.
             */
            names: {
                [key: string]: string;
            };
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /**
         * ReopenBuilding
         * @description End a closure of a building. Displaced bookings do not come back; undo the closing to bring them back.
         */
        ReopenBuilding: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Closure Id
             * Format: uuid
             */
            closure_id: string;
            /**
             * Reason
             * @default Open again
             */
            reason?: string;
        };
        /**
         * ReopenDay
         * @description Make a closed day an ordinary day again.
         */
        ReopenDay: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Day
             * Format: date
             */
            day: string;
        };
        /** ReopenedBuilding */
        ReopenedBuilding: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Closures
             * @description Closures of rooms that ended or became shorter.
             */
            closures: string[];
        };
        /** ReopenedRoom */
        ReopenedRoom: {
            /**
             * Closures
             * @description Closures that ended or became shorter.
             */
            closures: string[];
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /**
         * ReopenRoom
         * @description Make a closed room or seat bookable again, for a period or altogether.
         *
         *     Displaced bookings do not come back; undo the command that closed it to bring them back.
         */
        ReopenRoom: {
            /** @default null */
            period?: components["schemas"]["PeriodBody"] | null;
            /**
             * Reason
             * @default Open again
             */
            reason?: string;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /**
             * Seat Id
             * @default null
             */
            seat_id?: string | null;
        };
        /**
         * Report
         * @description What became of a file, row by row.
         */
        Report: {
            /**
             * Done
             * @default 0
             */
            done?: number;
            /** Dry Run */
            dry_run: boolean;
            /**
             * Import Id
             * Format: uuid
             * @description The `command_id` that undoes all of it.
             */
            import_id: string;
            kind: components["schemas"]["Kind"];
            /**
             * Position
             * @description Of the last fact that this import recorded, now or before.
             */
            position?: number | null;
            /**
             * Possible
             * @default 0
             */
            possible?: number;
            /**
             * Refused
             * @default 0
             */
            refused?: number;
            /**
             * Repeated
             * @default 0
             */
            repeated?: number;
            /** Rows */
            rows: components["schemas"]["RowReport"][];
        };
        /**
         * ReportSeen
         * @description A table: its columns are the groups asked for, and then the figures that docs/reporting.md names.
         */
        ReportSeen: {
            /**
             * From
             * Format: date
             * @description The first local day.
             */
            from: string;
            /** Group By */
            group_by: string[];
            /** Items */
            items: {
                [key: string]: string | number | boolean | null;
            }[];
            /** Next Cursor */
            next_cursor: null;
            /**
             * To
             * Format: date
             * @description The day after the last.
             */
            to: string;
        };
        /**
         * RescheduleBooking
         * @description Move, extend or shorten a booking, or take it to another room or seat; what is not named stays as it is.
         *
         *     What needs approval after the change waits for it, and the answer says so; a stay that only gets shorter does not.
         */
        RescheduleBooking: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Ends At
             * @default null
             */
            ends_at?: string | null;
            /** @default null */
            override?: components["schemas"]["OverrideBody"] | null;
            /**
             * Room Id
             * @default null
             */
            room_id?: string | null;
            /**
             * Seat Id
             * @default null
             */
            seat_id?: string | null;
            /**
             * Starts At
             * @default null
             */
            starts_at?: string | null;
        };
        /** ResetPassword */
        ResetPassword: {
            /**
             * Password
             * Format: password
             */
            password: string;
            /** Token */
            token: string;
        };
        /**
         * RetryJobs
         * @description Give jobs that failed for good all their attempts again, at once.
         */
        RetryJobs: {
            /**
             * Cause
             * @default null
             */
            cause?: string | null;
            /**
             * Job Ids
             * @default null
             */
            job_ids?: string[] | null;
            /**
             * Kind
             * @default null
             */
            kind?: string | null;
        };
        /**
         * RetryParkedEvents
         * @description Fold parked events again, and what waits behind them: after a repair they go through.
         */
        RetryParkedEvents: {
            /**
             * Build
             * @default live
             * @enum {string}
             */
            build?: "live" | "rebuild";
            /**
             * Cause
             * @default null
             */
            cause?: string | null;
            /**
             * Projection
             * @example calendar
             */
            projection: string;
            /**
             * Stream Id
             * @default null
             */
            stream_id?: string | null;
            /**
             * Topic
             * @default null
             * @example booking.placed
             */
            topic?: string | null;
        };
        /**
         * RetrySkipped
         * @description Book the dates of a series that were skipped and that can be had by now.
         */
        RetrySkipped: {
            /**
             * Occurrences
             * @description Only these; all when missing.
             * @default null
             */
            occurrences?: string[] | null;
            /**
             * Series Id
             * Format: uuid
             */
            series_id: string;
        };
        /**
         * RevokeRole
         * @description Take a role back. Owners can't take their own, so that one always remains.
         */
        RevokeRole: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            role: components["schemas"]["Role"];
        };
        /**
         * RightsThen
         * @description What a member was trusted with.
         */
        RightsThen: {
            /** Forgotten */
            forgotten: boolean;
            /** Groups */
            groups: string[];
            /** Joined */
            joined: boolean;
            /** Managed Buildings */
            managed_buildings: string[];
            /**
             * May
             * @description How far each act reached, by the matrix of the running version.
             */
            may: {
                [key: string]: string;
            };
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Position
             * @description In the ledger.
             */
            position: number;
            /**
             * Recorded At
             * Format: date-time
             * @description When the event at this position was recorded.
             */
            recorded_at: string;
            /** Roles */
            roles: components["schemas"]["Role"][];
            /** Suspended */
            suspended: boolean;
        };
        /**
         * Role
         * @description What a member is trusted with. Every member has at least `member`.
         * @enum {string}
         */
        Role: "owner" | "admin" | "manager" | "member" | "auditor" | "analyst" | "operator";
        /** RoomAnswer */
        RoomAnswer: {
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /**
         * RoomAvailability
         * @description `busy` is what is taken, `free` what may be booked now; the rest is out of hours, over, or too far ahead.
         */
        RoomAvailability: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** Busy */
            busy: components["schemas"]["PeriodSeen"][];
            /**
             * Capacity
             * @description How many people, cars or pieces fit.
             */
            capacity: number;
            /**
             * Closed
             * @description When the room, or each of its seats, is closed; `busy` says it too.
             */
            closed: components["schemas"]["PeriodSeen"][];
            /** Free */
            free: components["schemas"]["PeriodSeen"][];
            /** Name */
            name: string;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            rules: components["schemas"]["BookingRules"];
            /** Seats */
            seats: components["schemas"]["SeatAvailability"][];
            /**
             * Shares Places
             * @description Bookings take some of its places instead of all of it.
             */
            shares_places: boolean;
            /**
             * Taken Places
             * @description Where places are shared by number.
             */
            taken_places: components["schemas"]["PlacesTaken"][];
            /**
             * Time Zone
             * @description IANA zone of the building.
             * @example Europe/Berlin
             */
            time_zone: string;
        };
        /**
         * RoomCode
         * @description For managers to print; whoever scans it can check in to their own booking.
         */
        RoomCode: {
            /** Code */
            code: string;
            /**
             * Number
             * @description How often it was rotated.
             */
            number: number;
            /**
             * Path
             * @description Of the page that the QR code leads to.
             */
            path: string;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /** RoomCodeAnswer */
        RoomCodeAnswer: {
            /**
             * Number
             * @description How often the code was rotated. The code itself is a query.
             */
            number: number;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /** RoomDayThen */
        RoomDayThen: {
            /** Bookings */
            bookings: components["schemas"]["BookingThen"][];
            /** Closures */
            closures: components["schemas"]["ClosureThen"][];
            /** Name */
            name: string;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /**
         * RoomKind
         * @enum {string}
         */
        RoomKind: "meeting_room" | "open_space" | "phone_booth" | "parking" | "equipment";
        /** RoomOnPlan */
        RoomOnPlan: {
            /**
             * Capacity
             * @description How many people, cars or pieces fit.
             */
            capacity: number;
            /** Features */
            features: string[];
            kind: components["schemas"]["RoomKind"];
            /**
             * Made Of
             * @description Rooms that become this one together.
             */
            made_of: string[];
            /** Name */
            name: string;
            /** @description Null while it has no place on the plan. */
            place: components["schemas"]["PlaceSeen"] | null;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /** Seats */
            seats: components["schemas"]["SeatOnPlan"][];
            /**
             * Shares Places
             * @description Bookings take some of its places instead of all of it.
             */
            shares_places: boolean;
        };
        /**
         * RoomPolicySeen
         * @description Every rule that holds in a room, and the levels that it comes from, the widest first.
         */
        RoomPolicySeen: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            kind: components["schemas"]["RoomKind"];
            /** Levels */
            levels: components["schemas"]["LevelSeen"][];
            /**
             * Opening Hours
             * @description Of the room itself, within those of its building.
             */
            opening_hours: {
                [key: string]: [
                    string,
                    string
                ][];
            } | null;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /** Rules */
            rules: components["schemas"]["RuleSeen"][];
        };
        /** RoomSeen */
        RoomSeen: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Capacity
             * @description How many people, cars or pieces fit.
             */
            capacity: number;
            /** Closures */
            closures: components["schemas"]["ClosureSeen"][];
            /** Features */
            features: string[];
            /** Floor Id */
            floor_id: string | null;
            kind: components["schemas"]["RoomKind"];
            /**
             * Made Of
             * @description Rooms that become this one together.
             */
            made_of: string[];
            /** Name */
            name: string;
            /**
             * Opening Hours
             * @description Of the room itself, within those of its building.
             */
            opening_hours: {
                [key: string]: [
                    string,
                    string
                ][];
            } | null;
            /**
             * Photos
             * @description What it looks like, the best first.
             */
            photos: components["schemas"]["PhotoSeen"][];
            /**
             * Policy
             * @description Values by rule name; a rule that is not named comes from the level above.
             */
            policy: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /** Seats */
            seats: components["schemas"]["SeatSeen"][];
            /**
             * Shares Places
             * @description Bookings take some of its places instead of all of it.
             */
            shares_places: boolean;
            /**
             * Version
             * @description Of its stream in the ledger.
             */
            version: number;
        };
        /** RoomThen */
        RoomThen: {
            /** Bookings */
            bookings: components["schemas"]["BookingThen"][];
            /** Capacity */
            capacity: number;
            /** Closures */
            closures: components["schemas"]["ClosureThen"][];
            /** Name */
            name: string;
            /** @description On the plan as it was; null where it had none. */
            place: components["schemas"]["PlaceSeen"] | null;
            /** Places Taken */
            places_taken: number;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /** Seats */
            seats: components["schemas"]["SeatThen"][];
        };
        /**
         * RotateRoomCode
         * @description Make the code at the door of a room void, as when it was passed around; the query has the new one.
         */
        RotateRoomCode: {
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /**
         * RowReport
         * @description One row: `row` is the number that a spreadsheet shows, or the number of the event in a calendar.
         */
        RowReport: {
            /**
             * Ids
             * @description What the row made or changed, such as booking_id.
             * @default {}
             */
            ids?: {
                [key: string]: string;
            };
            outcome: components["schemas"]["Outcome"];
            /**
             * Problem
             * @description Why not: as the problem document of the command.
             */
            problem?: {
                [key: string]: unknown;
            } | null;
            /** Row */
            row: number;
        };
        /**
         * RuleSeen
         * @description A rule in force.
         */
        RuleSeen: {
            /**
             * Meaning
             * @description What the rule is for, in one sentence.
             */
            meaning: string;
            /**
             * Rule
             * @example max_minutes
             */
            rule: string;
            source: components["schemas"]["SourceSeen"];
            value: components["schemas"]["JsonValue"];
        };
        /** RuleThen */
        RuleThen: {
            /** Detail */
            detail?: string;
            /** Meaning */
            meaning: string;
            /**
             * Rule
             * @example max_minutes
             */
            rule: string;
            source?: components["schemas"]["SourceSeen"];
            value?: components["schemas"]["JsonValue"];
        };
        /**
         * Scope
         * @description What an API token may be used for. A session has all of them.
         * @enum {string}
         */
        Scope: "read" | "book" | "manage" | "audit" | "operate" | "display";
        /**
         * ScopePeriod
         * @description The dates from one local day up to another, which is not among them.
         */
        ScopePeriod: {
            /**
             * From
             * Format: date
             */
            from: string;
            /**
             * To
             * Format: date
             */
            to: string;
        };
        /** SeatAvailability */
        SeatAvailability: {
            /** Busy */
            busy: components["schemas"]["PeriodSeen"][];
            /** Free */
            free: components["schemas"]["PeriodSeen"][];
            /** Name */
            name: string;
            /**
             * Seat Id
             * Format: uuid
             */
            seat_id: string;
        };
        /** SeatOnPlan */
        SeatOnPlan: {
            /** Name */
            name: string;
            /** @description Null while it has no place on the plan. */
            place: components["schemas"]["PlaceSeen"] | null;
            /**
             * Seat Id
             * Format: uuid
             */
            seat_id: string;
        };
        /**
         * SeatSeen
         * @description A numbered place inside a room, bookable alone.
         */
        SeatSeen: {
            /** Name */
            name: string;
            /**
             * Seat Id
             * Format: uuid
             */
            seat_id: string;
        };
        /** SeatThen */
        SeatThen: {
            /** Bookings */
            bookings: components["schemas"]["BookingThen"][];
            /** Name */
            name: string;
            /** @description On the plan as it was; null where it had none. */
            place: components["schemas"]["PlaceSeen"] | null;
            /**
             * Seat Id
             * Format: uuid
             */
            seat_id: string;
        };
        /** SeriesAnswer */
        SeriesAnswer: {
            /**
             * Continues With
             * @description The first date that is still beyond the horizon.
             * @default null
             */
            continues_with: string | null;
            /**
             * Placed
             * @default []
             */
            placed: components["schemas"]["DatePlaced"][];
            /**
             * Series Id
             * Format: uuid
             */
            series_id: string;
            /**
             * Skipped
             * @default []
             */
            skipped: components["schemas"]["DateLeftOut"][];
        };
        /**
         * SeriesPreview
         * @description What would become of the dates of a series if it were placed now.
         */
        SeriesPreview: {
            /**
             * Continues With
             * @description The first date that is still beyond the horizon.
             */
            continues_with?: string | null;
            /** Dates */
            dates: components["schemas"]["DateSeen"][];
        };
        /** SeriesSeen */
        SeriesSeen: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** Building Name */
            building_name: string | null;
            /**
             * Continues With
             * @description The first date that is still beyond the horizon.
             */
            continues_with: string | null;
            /**
             * Ends
             * @description By the clock on the wall, in the zone named beside it.
             * @example 2026-05-04T09:00:00
             */
            ends: string;
            /**
             * Live
             * @description Not given up as a whole.
             */
            live: boolean;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Member Name
             * @description Of who comes; null for who was forgotten.
             */
            member_name: string | null;
            /**
             * No Shows
             * @description In a row, up to now.
             */
            no_shows: number;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /** Room Name */
            room_name: string | null;
            /**
             * Rrule
             * @example FREQ=WEEKLY;COUNT=10
             */
            rrule: string | null;
            /** Seat Id */
            seat_id: string | null;
            /** Seat Name */
            seat_name: string | null;
            /**
             * Series Id
             * Format: uuid
             */
            series_id: string;
            /** Skipped */
            skipped: components["schemas"]["SkippedDate"][];
            /**
             * Starts
             * @description By the clock on the wall, in the zone named beside it.
             * @example 2026-05-04T09:00:00
             */
            starts: string;
            /**
             * Time Zone
             * @description IANA zone of the building.
             * @example Europe/Berlin
             */
            time_zone: string;
            /** Title */
            title: string | null;
            /** @description The rule that ended it by itself. */
            why: components["schemas"]["WhySeen"] | null;
        };
        /** SeriesWithDates */
        SeriesWithDates: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** Building Name */
            building_name: string | null;
            /**
             * Continues With
             * @description The first date that is still beyond the horizon.
             */
            continues_with: string | null;
            /** Dates */
            dates: components["schemas"]["DateOfSeries"][];
            /**
             * Ends
             * @description By the clock on the wall, in the zone named beside it.
             * @example 2026-05-04T09:00:00
             */
            ends: string;
            /**
             * Live
             * @description Not given up as a whole.
             */
            live: boolean;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Member Name
             * @description Of who comes; null for who was forgotten.
             */
            member_name: string | null;
            /**
             * No Shows
             * @description In a row, up to now.
             */
            no_shows: number;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
            /** Room Name */
            room_name: string | null;
            /**
             * Rrule
             * @example FREQ=WEEKLY;COUNT=10
             */
            rrule: string | null;
            /** Seat Id */
            seat_id: string | null;
            /** Seat Name */
            seat_name: string | null;
            /**
             * Series Id
             * Format: uuid
             */
            series_id: string;
            /** Skipped */
            skipped: components["schemas"]["SkippedDate"][];
            /**
             * Starts
             * @description By the clock on the wall, in the zone named beside it.
             * @example 2026-05-04T09:00:00
             */
            starts: string;
            /**
             * Time Zone
             * @description IANA zone of the building.
             * @example Europe/Berlin
             */
            time_zone: string;
            /** Title */
            title: string | null;
            /** @description The rule that ended it by itself. */
            why: components["schemas"]["WhySeen"] | null;
        };
        /** SessionSeen */
        SessionSeen: {
            /** Address */
            address: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Current */
            current: boolean;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /** User Agent */
            user_agent: string;
        };
        /**
         * SessionsSeen
         * @description How many are signed in; nobody by name.
         */
        SessionsSeen: {
            /** Api Tokens */
            api_tokens: number;
            /** Api Tokens Used In A Day */
            api_tokens_used_in_a_day: number;
            /** Members */
            members: number;
            /** Seen In 5 Minutes */
            seen_in_5_minutes: number;
            /** Seen In A Day */
            seen_in_a_day: number;
            /** Seen In An Hour */
            seen_in_an_hour: number;
            /** Sessions */
            sessions: number;
        };
        /** SetAvatar */
        SetAvatar: {
            /**
             * Avatar
             * @description A file of the kind avatar that I uploaded; none takes it away.
             */
            avatar: string | null;
        };
        /**
         * SetBranding
         * @description Show the organisation by a name and a colour; without one, by that of the settings.
         */
        SetBranding: {
            /**
             * Colour
             * @example #3550c4
             */
            colour: string | null;
            /**
             * Name
             * @example Harbour Works
             */
            name: string | null;
        };
        /**
         * SetBuildingPolicy
         * @description Set the rules of a building anew; a rule not named comes from the organisation.
         */
        SetBuildingPolicy: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Policy
             * @example {
             *       "check_in": true,
             *       "horizon_days": 60,
             *       "max_minutes": 240
             *     }
             */
            policy: {
                [key: string]: unknown;
            };
        };
        /**
         * SetFloorPlan
         * @description Draw the plan of a floor, or draw it anew. Rooms and seats stay where they are on it.
         *
         *     All measures are centimetres from its upper left corner.
         */
        SetFloorPlan: {
            /**
             * Background
             * @description A file of the kind floor-background; it fills the plan.
             * @default null
             */
            background?: string | null;
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Fixtures
             * @description What is drawn and can't be booked.
             * @default []
             */
            fixtures?: components["schemas"]["Fixture"][];
            /**
             * Floor Id
             * Format: uuid
             */
            floor_id: string;
            /**
             * Height
             * @example 2400
             */
            height: number;
            /**
             * Width
             * @example 4800
             */
            width: number;
        };
        /**
         * SetKindPolicy
         * @description Set the rules of one kind of room anew, in one building or, without one, in all.
         */
        SetKindPolicy: {
            /**
             * Building Id
             * @default null
             */
            building_id?: string | null;
            kind: components["schemas"]["RoomKind"];
            /**
             * Policy
             * @example {
             *       "check_in": true,
             *       "horizon_days": 60,
             *       "max_minutes": 240
             *     }
             */
            policy: {
                [key: string]: unknown;
            };
        };
        /**
         * SetLogo
         * @description Show the organisation by a file that was uploaded for it, or by none.
         */
        SetLogo: {
            /**
             * Logo
             * @description A file of the kind logo.
             */
            logo: string | null;
        };
        /**
         * SetOpeningHours
         * @description Set a building's weekly opening hours anew. Bookings that were placed before stay.
         */
        SetOpeningHours: {
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /**
             * Opening Hours
             * @example {
             *       "fri": [
             *         [
             *           "22:00",
             *           "02:00"
             *         ]
             *       ],
             *       "mon": [
             *         [
             *           "09:00",
             *           "18:00"
             *         ]
             *       ]
             *     }
             */
            opening_hours: {
                [key: string]: [
                    string,
                    string
                ][];
            };
        };
        /**
         * SetOrganisationPolicy
         * @description Set the rules of the whole organisation anew; a rule not named has its default.
         */
        SetOrganisationPolicy: {
            /**
             * Policy
             * @example {
             *       "check_in": true,
             *       "horizon_days": 60,
             *       "max_minutes": 240
             *     }
             */
            policy: {
                [key: string]: unknown;
            };
        };
        /**
         * SetRoomFeatures
         * @description List anew what a room has.
         */
        SetRoomFeatures: {
            /** Features */
            features: string[];
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /**
         * SetRoomHours
         * @description Give a room opening hours of its own, within those of its building; null takes them away.
         */
        SetRoomHours: {
            /**
             * Opening Hours
             * @example {
             *       "mon": [
             *         [
             *           "10:00",
             *           "16:00"
             *         ]
             *       ]
             *     }
             */
            opening_hours: {
                [key: string]: [
                    string,
                    string
                ][];
            } | null;
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /**
         * SetRoomPhotos
         * @description Show what a room looks like, by files that were uploaded for it; the best first.
         */
        SetRoomPhotos: {
            /**
             * Descriptions
             * @description What a photo shows, by its id, for who can't see it.
             * @default {}
             */
            descriptions?: {
                [key: string]: string;
            };
            /**
             * Photos
             * @description Files of the kind room-photo.
             */
            photos: string[];
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /**
         * SetRoomPolicy
         * @description Set the rules of a room anew; a rule not named comes from its kind, building or organisation.
         *
         *     Bookings that were placed before stay as they are.
         */
        SetRoomPolicy: {
            /**
             * Policy
             * @example {
             *       "check_in": true,
             *       "horizon_days": 60,
             *       "max_minutes": 240
             *     }
             */
            policy: {
                [key: string]: unknown;
            };
            /**
             * Room Id
             * Format: uuid
             */
            room_id: string;
        };
        /** SignIn */
        SignIn: {
            /**
             * Email
             * @example member@demo.example
             */
            email: string;
            /**
             * Password
             * Format: password
             * @example demo-bookit
             */
            password: string;
        };
        /**
         * SkippedDate
         * @description A date of the rule that has no booking.
         */
        SkippedDate: {
            /** Occurrence */
            occurrence: string;
            /** Rule */
            rule?: string;
            why: components["schemas"]["Verdict"];
        };
        /**
         * SourceSeen
         * @description Where a rule's value was set.
         */
        SourceSeen: {
            /**
             * Id
             * @description The organisation, building or room that sets it; null for a default.
             */
            id: string | null;
            level: components["schemas"]["Level"];
            /**
             * Version
             * @description Of its stream in the ledger.
             */
            version: number;
        };
        /**
         * StartRebuild
         * @description Build a read model anew beside the live one, whose queries go on.
         */
        StartRebuild: {
            /**
             * Projection
             * @example calendar
             */
            projection: string;
            /**
             * Switch When Ready
             * @default true
             */
            switch_when_ready?: boolean;
        };
        /** StorageSeen */
        StorageSeen: {
            /** Bytes */
            bytes: number;
            /** Connections */
            connections: number;
            /** Database Bytes */
            database_bytes: number;
            /** Events */
            events: number;
            /** Items */
            items: components["schemas"]["TableSeen"][];
            /** Most Connections */
            most_connections: number;
            /** Server Version */
            server_version: string;
        };
        /**
         * Subject
         * @description What a member chooses about: kinds of news that belong together.
         * @enum {string}
         */
        Subject: "bookings" | "decisions" | "waitlist" | "series" | "approvals" | "reminders" | "own";
        /**
         * SuspendMember
         * @description Let a member do nothing until reinstated; sessions and tokens end at once. Their bookings stay.
         */
        SuspendMember: {
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /** Reason */
            reason: string;
        };
        /**
         * SwapBookings
         * @description Let two bookings exchange their rooms or seats, if the rules there allow it; each keeps its time.
         */
        SwapBookings: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Other Booking Id
             * Format: uuid
             */
            other_booking_id: string;
        };
        /** SwappedBookings */
        SwappedBookings: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Other Booking Id
             * Format: uuid
             */
            other_booking_id: string;
            other_status: components["schemas"]["BookingStatus"];
            status: components["schemas"]["BookingStatus"];
        };
        /**
         * SwitchRebuild
         * @description Put a rebuilt read model in the place of the live one.
         */
        SwitchRebuild: {
            /**
             * Projection
             * @example calendar
             */
            projection: string;
        };
        /** TableSeen */
        TableSeen: {
            /** Bytes */
            bytes: number;
            /** Index Bytes */
            index_bytes: number;
            /**
             * Rows
             * @description As Postgres estimates them.
             */
            rows: number;
            /** Table */
            table: string;
            /** Table Bytes */
            table_bytes: number;
        };
        /** TokenMade */
        TokenMade: {
            /** Token */
            token: string;
            /**
             * Token Id
             * Format: uuid
             */
            token_id: string;
        };
        /** TokenSeen */
        TokenSeen: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
            /** Scopes */
            scopes: components["schemas"]["Scope"][];
            /**
             * Token Id
             * Format: uuid
             */
            token_id: string;
        };
        /**
         * Undo
         * @description Undo what a command did, as far as the present allows: its id, or that of an import, is in its answer.
         *
         *     Whoever gave the command may, and who manages the building. What came back and what could not is listed.
         */
        Undo: {
            /**
             * Command Id
             * Format: uuid
             */
            command_id: string;
        };
        /** UndoAnswer */
        UndoAnswer: {
            /** Not Undone */
            not_undone: components["schemas"]["NotUndone"][];
            /** Undone */
            undone: components["schemas"]["Undone"][];
        };
        /**
         * Undone
         * @description Something that is as it was before the command.
         */
        Undone: {
            /**
             * Became
             * @enum {string}
             */
            became: "restored" | "cancelled" | "moved_back" | "handed_back" | "changed_back" | "reopened" | "revived";
            /**
             * Booking Id
             * @default null
             */
            booking_id?: string | null;
            /**
             * Building Id
             * @default null
             */
            building_id?: string | null;
            /**
             * Day
             * @default null
             */
            day?: string | null;
            /**
             * Room Id
             * @default null
             */
            room_id?: string | null;
            /**
             * Series Id
             * @default null
             */
            series_id?: string | null;
        };
        /**
         * Verdict
         * @description What becomes of a date.
         * @enum {string}
         */
        Verdict: "free" | "taken" | "closed" | "refused" | "over_quota" | "overlaps";
        /** WaitingSeen */
        WaitingSeen: {
            /**
             * Ahead
             * @description How many who may want the same come before; null when not waiting.
             */
            ahead: number | null;
            /**
             * Any Seat
             * @description Any seat will do.
             */
            any_seat: boolean;
            /** Attendees */
            attendees: number | null;
            /**
             * Booking Id
             * @description What came of it.
             */
            booking_id: string | null;
            /**
             * Building Id
             * Format: uuid
             */
            building_id: string;
            /** Building Name */
            building_name: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Ends Local
             * @description By the clock on the wall, in the zone named beside it.
             * @example 2026-05-04T09:00:00
             */
            ends_local: string;
            /** Features */
            features: string[];
            kind: components["schemas"]["RoomKind"] | null;
            /**
             * Member Id
             * Format: uuid
             */
            member_id: string;
            /**
             * Member Name
             * @description Of who waits; null for who was forgotten.
             */
            member_name: string | null;
            offer: components["schemas"]["OfferSeen"] | null;
            /** Room Id */
            room_id: string | null;
            /** Room Name */
            room_name: string | null;
            /** Seat Id */
            seat_id: string | null;
            /** Seat Name */
            seat_name: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * Starts Local
             * @description By the clock on the wall, in the zone named beside it.
             * @example 2026-05-04T09:00:00
             */
            starts_local: string;
            status: components["schemas"]["WaitingStatus"];
            /**
             * Time Zone
             * @description IANA zone of the building.
             * @example Europe/Berlin
             */
            time_zone: string;
            /** Title */
            title: string | null;
            /**
             * Waitlist Id
             * Format: uuid
             */
            waitlist_id: string;
        };
        /**
         * WaitingStatus
         * @enum {string}
         */
        WaitingStatus: "waiting" | "offered" | "promoted" | "left" | "expired";
        /** WaitlistAnswer */
        WaitlistAnswer: {
            /**
             * Booking Id
             * @default null
             */
            booking_id: string | null;
            status: components["schemas"]["WaitingStatus"];
            /**
             * Waitlist Id
             * Format: uuid
             */
            waitlist_id: string;
        };
        /**
         * Weekday
         * @enum {string}
         */
        Weekday: "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
        /**
         * What
         * @description What is to be seen as it was.
         * @enum {string}
         */
        What: "calendar" | "room-policy" | "member-rights" | "floor-occupancy";
        /**
         * WhySeen
         * @description A rule that had a say, with the value it had and where that came from.
         */
        WhySeen: {
            /** Detail */
            detail?: string;
            /**
             * Rule
             * @example max_minutes
             */
            rule: string;
            source?: components["schemas"]["SourceSeen"];
            value?: components["schemas"]["JsonValue"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "issue-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "issue-password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-calendar-feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyCalendarFeed"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "renew-calendar-feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyCalendarFeed"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revoke-calendar-feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "place-calendar-address": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "rooms" | "buildings";
                place_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceCalendar"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "place-calendar": {
        parameters: {
            query: {
                /** @description The secret of the address. */
                token: string;
            };
            header?: {
                "if-none-match"?: string | null;
            };
            path: {
                kind: "rooms" | "buildings";
                place_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar (RFC 5545). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description It is as it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "calendar-feed": {
        parameters: {
            query: {
                /** @description The secret of the address. */
                token: string;
            };
            header?: {
                "if-modified-since"?: string | null;
                "if-none-match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar (RFC 5545). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description It is as it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accept-offer": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptOffer"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "add-building": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddBuilding"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            201: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "add-floor": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddFloor"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            201: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FloorAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "add-seats": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddSeats"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            201: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedSeats"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "apply-building-zone-change": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyBuildingZoneChange"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppliedZoneChange"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "apply-zone-change": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyZoneChange"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSeries"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "approve-booking": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveBooking"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cancel-booking": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelBooking"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cancel-series": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelSeries"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSeries"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-booking": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeBooking"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-series": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeSeries"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedSeries"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "check-in": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckIn"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "check-in-at-door": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckInAtDoor"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "check-in-by-code": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckInByCode"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "close-building": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseBuilding"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosedBuilding"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "close-day": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseDay"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "close-room": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseRoom"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosedRoom"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "decline-feedback": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclineFeedback"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "finish-booking": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishBooking"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "forget-member": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgetMember"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "grant-role": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantRole"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hand-over-booking": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverBooking"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import-holidays": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportHolidays"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedHolidays"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invite-member": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteMember"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            201: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "join-group": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinGroup"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "join-waitlist": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinWaitlist"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            201: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "leave-feedback": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaveFeedback"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "leave-group": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaveGroup"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "leave-waitlist": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaveWaitlist"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "open-room": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenRoom"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            201: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedRoom"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "place-booking": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceBooking"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            201: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "place-on-plan": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceOnPlan"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "place-series": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceSeries"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            201: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reinstate-member": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReinstateMember"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reject-booking": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectBooking"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rename-building": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameBuilding"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rename-room": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameRoom"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rename-seats": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameSeats"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reopen-building": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenBuilding"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReopenedBuilding"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reopen-day": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenDay"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reopen-room": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenRoom"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReopenedRoom"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reschedule-booking": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RescheduleBooking"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retry-skipped": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetrySkipped"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revoke-role": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeRole"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rotate-room-code": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateRoomCode"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomCodeAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-branding": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetBranding"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-building-policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetBuildingPolicy"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-floor-plan": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetFloorPlan"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-kind-policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetKindPolicy"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-logo": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetLogo"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-opening-hours": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetOpeningHours"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildingAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-organisation-policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetOrganisationPolicy"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-room-features": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetRoomFeatures"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-room-hours": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetRoomHours"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-room-photos": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetRoomPhotos"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-room-policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetRoomPolicy"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "suspend-member": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuspendMember"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "swap-bookings": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwapBookings"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SwappedBookings"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body runs once and answers the same; a UUIDv7 is a good choice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Undo"];
            };
        };
        responses: {
            /** @description Recorded, now or the first time this key was sent. */
            200: {
                headers: {
                    "Bookit-Position"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoAnswer"] & {
                        /** Format: uuid */
                        command_id: string;
                        position: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/svg+xml": string;
                    "image/webp": string;
                };
            };
            /** @description It is as it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "file-variant": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: string;
                variant: "small" | "medium" | "large";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/svg+xml": string;
                    "image/webp": string;
                };
            };
            /** @description It is as it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "upload-file": {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                kind: components["schemas"]["FileKind"];
                owner_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileUploaded"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import-rows": {
        parameters: {
            query?: {
                /** @description Also record bookings that have begun; for admins. */
                allow_past?: boolean;
                /** @description Only say what would become of each row. */
                dry_run?: boolean;
                /** @description The room of all rows: for the calendar of one room. */
                room_id?: string | null;
            };
            header?: never;
            path: {
                kind: components["schemas"]["Kind"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/calendar": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    choices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChosenNotifications"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    choose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseNotifications"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChosenNotifications"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mark-read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkRead"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkedRead"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ask-to-stop": {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stop: {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "discard-jobs": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscardJobs"];
            };
        };
        responses: {
            /** @description Done, now or the first time this key was sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        act_id: string;
                        /** @description How many were given up for good. */
                        discarded?: number;
                        /** @description How many went through, or are on their way again. */
                        retried?: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "discard-parked-events": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscardParkedEvents"];
            };
        };
        responses: {
            /** @description Done, now or the first time this key was sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        act_id: string;
                        /** @description How many were given up for good. */
                        discarded?: number;
                        /** @description How many went through, or are on their way again. */
                        retried?: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "drop-rebuild": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DropRebuild"];
            };
        };
        responses: {
            /** @description Done, now or the first time this key was sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        act_id: string;
                        /** @description How many were given up for good. */
                        discarded?: number;
                        /** @description How many went through, or are on their way again. */
                        retried?: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retry-jobs": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetryJobs"];
            };
        };
        responses: {
            /** @description Done, now or the first time this key was sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        act_id: string;
                        /** @description How many were given up for good. */
                        discarded?: number;
                        /** @description How many went through, or are on their way again. */
                        retried?: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "retry-parked-events": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetryParkedEvents"];
            };
        };
        responses: {
            /** @description Done, now or the first time this key was sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        act_id: string;
                        /** @description How many were given up for good. */
                        discarded?: number;
                        /** @description How many went through, or are on their way again. */
                        retried?: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "start-rebuild": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartRebuild"];
            };
        };
        responses: {
            /** @description Done, now or the first time this key was sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        act_id: string;
                        /** @description How many were given up for good. */
                        discarded?: number;
                        /** @description How many went through, or are on their way again. */
                        retried?: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "switch-rebuild": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SwitchRebuild"];
            };
        };
        responses: {
            /** @description Done, now or the first time this key was sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        act_id: string;
                        /** @description How many were given up for good. */
                        discarded?: number;
                        /** @description How many went through, or are on their way again. */
                        retried?: number;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addressee: {
        parameters: {
            query: {
                /** @description A whole address, as it is written. */
                email: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Addressee"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    agenda: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                /** @description The `now` of the first page, on further pages. */
                now?: string | null;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBookingsSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approvals: {
        parameters: {
            query?: {
                building_id?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBookingsSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    availability: {
        parameters: {
            query: {
                building_id?: string | null;
                floor_id?: string | null;
                from: string;
                room_ids?: string[] | null;
                to: string;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AvailabilityOfRooms"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bookings: {
        parameters: {
            query?: {
                building_id?: string[] | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                floor_id?: string | null;
                from?: string | null;
                /** @description Items on a page. */
                limit?: number;
                member_id?: string | null;
                /** @description Only my own. */
                mine?: boolean;
                room_id?: string | null;
                status?: components["schemas"]["BookingStatus"][] | null;
                to?: string | null;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBookings"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    booking: {
        parameters: {
            query?: never;
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                booking_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "booking-history": {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                booking_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfEvents"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    buildings: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBuildings"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    building: {
        parameters: {
            query?: never;
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                building_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildingSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "displaced-by-building": {
        parameters: {
            query: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                from: string;
                /** @description Items on a page. */
                limit?: number;
                to: string;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                building_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBookingsSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    feedback: {
        parameters: {
            query?: {
                building_id?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                room_id?: string | null;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBookingsSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    floors: {
        parameters: {
            query?: {
                building_id?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfFloors"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "floor-plan": {
        parameters: {
            query?: never;
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                floor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "free-rooms": {
        parameters: {
            query?: {
                capacity_min?: number;
                /** @description A local day, with `minutes`, instead of from and to. */
                day?: string | null;
                /** @description All of these. */
                features?: string[] | null;
                from?: string | null;
                kind?: components["schemas"]["RoomKind"] | null;
                /** @description Items on a page. */
                limit?: number;
                minutes?: number | null;
                /** @description A building's id, or latitude,longitude. */
                near?: string | null;
                to?: string | null;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreeRooms"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inbox: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                /** @description Only what I have not read. */
                unread?: boolean;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxPage"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "as-of": {
        parameters: {
            query: {
                /** @description A position, or a time. */
                at: string;
                /** @description For the calendar of a building. */
                building_id?: string | null;
                /** @description Local day of a calendar. */
                day?: string | null;
                /** @description For the occupancy of a floor. */
                floor_id?: string | null;
                /** @description For the rights of a member. */
                member_id?: string | null;
                /** @description Of the occupancy; the time of `at` when missing. */
                moment?: string | null;
                /** @description For the calendar or the rules of a room. */
                room_id?: string | null;
                what: components["schemas"]["What"];
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarThen"] | components["schemas"]["PolicyThen"] | components["schemas"]["RightsThen"] | components["schemas"]["OccupancyThen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events: {
        parameters: {
            query?: {
                /** @description The member who caused it. */
                actor?: string | null;
                /** @description Only later positions. */
                after?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                from?: string | null;
                /** @description Items on a page. */
                limit?: number;
                /** @description Which come first. */
                order?: components["schemas"]["Order"];
                stream?: string | null;
                to?: string | null;
                topic?: string[] | null;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfLedgerEvents"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proof: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readings: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                member_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfReadings"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "stream-history": {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                stream_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfEvents"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    members: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                /** @description A part of a name or address. */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfMembers"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "member-history": {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfEvents"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acts: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfActs"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deadlines: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllDeadlines"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "all-jobs": {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                kind?: string | null;
                /** @description Items on a page. */
                limit?: number;
                queue?: ("urgent" | "ordinary" | "bulk") | null;
                state?: ("waiting" | "running" | "done" | "parked" | "discarded") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfJobs"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    parked: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Parked"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    processes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Processes"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    projections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Builds"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    queues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queues"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    storage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StorageSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    organisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "level-policy": {
        parameters: {
            query?: {
                building_id?: string | null;
                kind?: components["schemas"]["RoomKind"] | null;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LevelPolicySeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    report: {
        parameters: {
            query: {
                building_id?: string[] | null;
                /** @description The first local day; of a time its day counts. */
                from: string;
                /** @description Up to three, repeated or with commas; docs/reporting.md says which. */
                group_by?: string[] | null;
                kind?: components["schemas"]["RoomKind"] | null;
                room_id?: string[] | null;
                /** @description The day after the last. */
                to: string;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                report: "utilisation" | "peak" | "bookings" | "no-shows" | "cancellations" | "waitlist" | "refused";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportSeen"];
                    "text/csv": string;
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rooms: {
        parameters: {
            query?: {
                building_id?: string | null;
                capacity_min?: number | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description All of these. */
                features?: string[] | null;
                floor_id?: string | null;
                kind?: components["schemas"]["RoomKind"] | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfRooms"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    room: {
        parameters: {
            query?: never;
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                room_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    check: {
        parameters: {
            query: {
                attendees?: number | null;
                /** @description The member who comes; oneself when missing. */
                booked_for?: string | null;
                ends_at: string;
                guests?: string[] | null;
                /** @description A booking to move here, instead of a new one. */
                moves?: string | null;
                seat_id?: string | null;
                starts_at: string;
            };
            header?: never;
            path: {
                room_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckAnswer"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-code": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                room_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomCode"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "displaced-by-room": {
        parameters: {
            query: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                from: string;
                /** @description Items on a page. */
                limit?: number;
                seat_id?: string | null;
                to: string;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                room_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBookingsSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-history": {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                room_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfEvents"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "room-policy": {
        parameters: {
            query?: never;
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                room_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomPolicySeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "all-series": {
        parameters: {
            query?: {
                building_id?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                /** @description Only my own. */
                mine?: boolean;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfSeries"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "one-series": {
        parameters: {
            query?: never;
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                series_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesWithDates"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "series-history": {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                series_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfEvents"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview: {
        parameters: {
            query: {
                attendees?: number | null;
                booked_for?: string | null;
                ends_at: string;
                exdates?: string[] | null;
                rdates?: string[] | null;
                room_id: string;
                rrule?: string | null;
                seat_id?: string | null;
                starts_at: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesPreview"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "zone-changes": {
        parameters: {
            query: {
                building_id: string;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfDriftedDates"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stream: {
        parameters: {
            query?: never;
            header?: {
                /** @description The position after which to resume; browsers send it by themselves. */
                "last-event-id"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events, each with a position as its id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: 4711
                     *     data: {"position":4711,"topic":"booking.placed","booking_id":"…"}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    waitlist: {
        parameters: {
            query?: {
                building_id?: string | null;
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                /** @description Items on a page. */
                limit?: number;
                /** @description Only my own. */
                mine?: boolean;
                room_id?: string | null;
                status?: components["schemas"]["WaitingStatus"][] | null;
            };
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfWaiting"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "waitlist-entry": {
        parameters: {
            query?: never;
            header?: {
                /** @description Wait up to 2 s until the read model has seen this position; Bookit-Position says how far it is. */
                "Bookit-Min-Position"?: number | null;
            };
            path: {
                waitlist_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingSeen"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "who-am-i": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAvatar"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accept-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInvitation"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MySessions"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-session": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "claim-setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimSetup"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "my-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyTokens"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateToken"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenMade"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revoke-token": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    livez: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    version: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description Why not, as a problem document (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
