--
-- PostgreSQL database dump
--


-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: the_schema_of_a_release; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA the_schema_of_a_release;


--
-- Name: the_schema_of_a_release_reporting; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA the_schema_of_a_release_reporting;


--
-- Name: append(uuid[], text[], uuid[], uuid[], text[], bytea[], bytea[], uuid[], uuid[], integer[], uuid[], bigint[], integer[], uuid[], boolean[], integer[], uuid[], timestamp with time zone[], timestamp with time zone[], uuid[], integer[], integer[], integer[], uuid[], text[], uuid[], bigint[], bigint[], timestamp with time zone[], integer[], uuid[], bigint[], text[], bytea[]); Type: FUNCTION; Schema: the_schema_of_a_release; Owner: -
--

CREATE FUNCTION the_schema_of_a_release.append(command_id uuid[], command_name text[], actor_id uuid[], correlation_id uuid[], address_class text[], request_hash bytea[], command_answer bytea[], lock_id uuid[], new_unit uuid[], guard_upto integer[], guard_stream uuid[], guard_version bigint[], release_upto integer[], release_stream uuid[], keeps_charges boolean[], claim_upto integer[], claim_unit uuid[], claim_from timestamp with time zone[], claim_to timestamp with time zone[], claim_stream uuid[], claim_places integer[], claim_capacity integer[], charge_upto integer[], charge_holder uuid[], charge_bucket text[], charge_stream uuid[], charge_amount bigint[], charge_limit bigint[], charge_until timestamp with time zone[], event_upto integer[], event_stream uuid[], event_version bigint[], event_topic text[], event_state bytea[]) RETURNS TABLE(verdict text, at_position bigint, answer bytea, blocker uuid, blocked_unit uuid, blocked_from timestamp with time zone, blocked_to timestamp with time zone, bucket text, used bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    AS $$
DECLARE
    size       constant int := cardinality(command_id);
    seen       bigint;
    head       "the_schema_of_a_release".ledger_head%ROWTYPE;
    known      "the_schema_of_a_release".commands%ROWTYPE;
    clash      record;
    number     int;
    i          int;
    first      int;
    last       int;
    released   uuid[];
    written    uuid[] := '{}';
    done       text[] := array_fill(NULL::text, ARRAY[size]);
    positions  bigint[] := array_fill(NULL::bigint, ARRAY[size]);
    answers    bytea[] := array_fill(NULL::bytea, ARRAY[size]);
    blockers   uuid[] := array_fill(NULL::uuid, ARRAY[size]);
    units      uuid[] := blockers;
    froms      timestamptz[] := array_fill(NULL::timestamptz, ARRAY[size]);
    tos        timestamptz[] := froms;
    buckets    text[] := done;
    uses       bigint[] := positions;
    stored     int[] := '{}';
    kept       int[] := '{}';
    places_at  bigint[] := '{}';
    hashes     bytea[] := '{}';
    stamp      timestamptz;
    e          int;
BEGIN
    IF cardinality(new_unit) > 0 THEN
        INSERT INTO "the_schema_of_a_release".units (unit_id) SELECT DISTINCT u FROM unnest(new_unit) u ORDER BY u ON CONFLICT DO NOTHING;
    END IF;
    PERFORM FROM "the_schema_of_a_release".units u WHERE u.unit_id = ANY (lock_id) ORDER BY u.unit_id FOR UPDATE;

    -- Everything below sees what was committed before the locks were granted: also a twin of this very batch whose
    -- answer was lost on the way.
    FOR known IN SELECT c.* FROM "the_schema_of_a_release".commands c WHERE c.command_id = ANY (append.command_id) LOOP
        i := array_position(command_id, known.command_id);
        IF known.request_hash = request_hash[i] THEN
            done[i] := 'replayed';
            positions[i] := known.position;
            answers[i] := known.answer;
        ELSE
            done[i] := 'key_reused';
        END IF;
    END LOOP;

    SELECT h.position INTO seen FROM "the_schema_of_a_release".ledger_head h;

    FOR number IN
        SELECT g.n FROM (
            SELECT n, guard_stream[s] AS stream, guard_version[s] + 1 AS version
            FROM generate_series(1, size) n, generate_series(coalesce(guard_upto[n - 1], 0) + 1, guard_upto[n]) s
            UNION ALL
            SELECT n, event_stream[s], event_version[s]
            FROM generate_series(1, size) n, generate_series(coalesce(event_upto[n - 1], 0) + 1, event_upto[n]) s
        ) g
        WHERE (
            SELECT true FROM "the_schema_of_a_release".events x WHERE x.originator_id = g.stream AND x.originator_version = g.version
        )
    LOOP
        done[number] := coalesce(done[number], 'stale');
    END LOOP;

    FOR i IN 1 .. size LOOP
        CONTINUE WHEN done[i] IS NOT NULL;

        -- Streams that an earlier command of this batch wrote have moved on as well.
        IF written && (guard_stream[coalesce(guard_upto[i - 1], 0) + 1 : guard_upto[i]]
                       || event_stream[coalesce(event_upto[i - 1], 0) + 1 : event_upto[i]]) THEN
            done[i] := 'stale';
            CONTINUE;
        END IF;

        released := release_stream[coalesce(release_upto[i - 1], 0) + 1 : release_upto[i]];
        first := coalesce(claim_upto[i - 1], 0) + 1;
        last := claim_upto[i];

        IF first <= last THEN
            -- Two halves, because whole and shared claims have an index each.
            SELECT held.* INTO clash
            FROM unnest(claim_unit[first:last], claim_from[first:last], claim_to[first:last], claim_places[first:last])
                     AS w (unit, starts, ends, places)
            CROSS JOIN LATERAL (
                (SELECT c.stream_id, c.unit_id, c.during FROM "the_schema_of_a_release".claims c
                 WHERE c.unit_id = w.unit AND c.during && tstzrange(w.starts, w.ends)
                   AND c.places IS NULL AND c.stream_id <> ALL (released)
                 LIMIT 1)
                UNION ALL
                (SELECT c.stream_id, c.unit_id, c.during FROM "the_schema_of_a_release".claims c
                 WHERE c.unit_id = w.unit AND c.during && tstzrange(w.starts, w.ends)
                   AND c.places IS NOT NULL AND w.places IS NULL AND c.stream_id <> ALL (released)
                 LIMIT 1)
            ) held
            LIMIT 1;
            -- Each against what is there already; that the claims of one command fit together is the command's to see to.
            IF NOT FOUND AND array_remove(claim_places[first:last], NULL) <> '{}' THEN
                SELECT c.* INTO clash
                FROM unnest(claim_unit[first:last], claim_from[first:last], claim_to[first:last],
                            claim_places[first:last], claim_capacity[first:last])
                         AS w (unit, starts, ends, places, capacity)
                CROSS JOIN LATERAL "the_schema_of_a_release".crowded(w.unit, tstzrange(w.starts, w.ends), w.places, w.capacity, released) c
                WHERE w.places IS NOT NULL AND c.stream_id IS NOT NULL
                LIMIT 1;
            END IF;
            IF clash.stream_id IS NOT NULL THEN
                done[i] := 'taken';
                blockers[i] := clash.stream_id;
                units[i] := clash.unit_id;
                froms[i] := lower(clash.during);
                tos[i] := upper(clash.during);
                CONTINUE;
            END IF;
        END IF;

        first := coalesce(charge_upto[i - 1], 0) + 1;
        IF first <= charge_upto[i] THEN
            SELECT w.bucket, c.used INTO clash
            FROM (
                SELECT holder, v.bucket, sum(amount) AS amount, min(most) AS most
                FROM unnest(charge_holder[first:charge_upto[i]], charge_bucket[first:charge_upto[i]],
                            charge_amount[first:charge_upto[i]], charge_limit[first:charge_upto[i]])
                         AS v (holder, bucket, amount, most)
                GROUP BY holder, v.bucket
            ) w
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(c.amount), 0) AS used FROM "the_schema_of_a_release".charges c
                WHERE c.holder_id = w.holder AND c.bucket = w.bucket AND c.stream_id <> ALL (released)
                  AND (c.until IS NULL OR c.until > clock_timestamp())
            ) c
            WHERE c.used + w.amount > w.most
            LIMIT 1;
            IF FOUND THEN
                done[i] := 'over_quota';
                buckets[i] := clash.bucket;
                uses[i] := clash.used;
                CONTINUE;
            END IF;
        END IF;

        IF cardinality(released) > 0 THEN
            DELETE FROM "the_schema_of_a_release".claims c WHERE c.stream_id = ANY (released);
            -- What was used up counts on, except where it only counts until the stay is over.
            DELETE FROM "the_schema_of_a_release".charges c
            WHERE c.stream_id = ANY (released) AND (NOT keeps_charges[i] OR c.until IS NOT NULL);
        END IF;
        first := coalesce(claim_upto[i - 1], 0) + 1;
        IF first <= last THEN
            INSERT INTO "the_schema_of_a_release".claims (unit_id, during, stream_id, places)
            SELECT w.unit, tstzrange(w.starts, w.ends), w.stream, w.places
            FROM unnest(claim_unit[first:last], claim_from[first:last], claim_to[first:last], claim_stream[first:last],
                        claim_places[first:last]) AS w (unit, starts, ends, stream, places);
        END IF;
        first := coalesce(charge_upto[i - 1], 0) + 1;
        IF first <= charge_upto[i] THEN
            INSERT INTO "the_schema_of_a_release".charges (holder_id, bucket, stream_id, amount, until)
            SELECT * FROM unnest(charge_holder[first:charge_upto[i]], charge_bucket[first:charge_upto[i]],
                                 charge_stream[first:charge_upto[i]], charge_amount[first:charge_upto[i]],
                                 charge_until[first:charge_upto[i]]);
        END IF;

        done[i] := 'stored';
        stored := stored || i;
        FOR e IN coalesce(event_upto[i - 1], 0) + 1 .. event_upto[i] LOOP
            written := written || event_stream[e];
            kept := kept || e;
        END LOOP;
    END LOOP;

    IF cardinality(stored) > 0 THEN
        SELECT * INTO head FROM "the_schema_of_a_release".ledger_head FOR UPDATE;
        IF head.position > seen AND EXISTS (
            SELECT FROM (
                SELECT guard_stream[s] AS stream, guard_version[s] + 1 AS version
                FROM unnest(stored) n, generate_series(coalesce(guard_upto[n - 1], 0) + 1, guard_upto[n]) s
                UNION ALL
                SELECT event_stream[s], event_version[s] FROM unnest(kept) s
            ) g
            WHERE (
                SELECT true FROM "the_schema_of_a_release".events x WHERE x.originator_id = g.stream AND x.originator_version = g.version
            )
        ) THEN
            RAISE EXCEPTION 'another batch moved a stream of this one' USING ERRCODE = 'BK001';
        END IF;

        stamp := greatest(clock_timestamp(), head.recorded_at);
        FOREACH i IN ARRAY stored LOOP
            FOR e IN coalesce(event_upto[i - 1], 0) + 1 .. event_upto[i] LOOP
                head.position := head.position + 1;
                head.hash := sha256(
                    head.hash || int8send(head.position) || uuid_send(event_stream[e]) || int8send(event_version[e])
                    || timestamptz_send(stamp) || uuid_send(actor_id[i]) || uuid_send(command_id[i])
                    || uuid_send(correlation_id[i]) || textsend(event_topic[e]) || '\x00'::bytea || event_state[e]
                );
                places_at := places_at || head.position;
                hashes := hashes || head.hash;
            END LOOP;
            positions[i] := head.position;
            answers[i] := command_answer[i];
        END LOOP;

        INSERT INTO "the_schema_of_a_release".commands (command_id, name, actor_id, address_class, request_hash, answer, position,
                                       recorded_at)
        SELECT command_id[n], command_name[n], actor_id[n], address_class[n], request_hash[n], command_answer[n],
               positions[n], stamp
        FROM unnest(stored) n;

        INSERT INTO "the_schema_of_a_release".events (originator_id, originator_version, topic, state, notification_id, recorded_at,
                                     actor_id, command_id, correlation_id, hash)
        SELECT event_stream[k.e], event_version[k.e], event_topic[k.e], event_state[k.e], k.place, stamp,
               actor_id[k.n], command_id[k.n], correlation_id[k.n], k.hash
        FROM (
            SELECT unnest(kept) AS e, unnest(places_at) AS place, unnest(hashes) AS hash,
                   unnest(ARRAY(SELECT n FROM unnest(stored) n,
                                generate_series(coalesce(event_upto[n - 1], 0) + 1, event_upto[n]))) AS n
        ) k;

        UPDATE "the_schema_of_a_release".ledger_head SET position = head.position, hash = head.hash, recorded_at = stamp;
    END IF;

    RETURN QUERY SELECT * FROM unnest(done, positions, answers, blockers, units, froms, tos, buckets, uses);
END $$;


--
-- Name: cause_of(text); Type: FUNCTION; Schema: the_schema_of_a_release; Owner: -
--

CREATE FUNCTION the_schema_of_a_release.cause_of(error text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    RETURN "left"(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(error, '\s*\[type=[^\n]*'::text, ''::text, 'g'::text), '\n(DETAIL|CONTEXT|LINE|HINT):?.*'::text, ''::text), ':\s+"[^\n]*"'::text, ': …'::text, 'g'::text), '[^\s<>"'']+@[^\s<>"'']+'::text, '<address>'::text, 'g'::text), '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'::text, '<id>'::text, 'gi'::text), '\m\d+\M'::text, '#'::text, 'g'::text), 300);


--
-- Name: crowded(uuid, tstzrange, integer, integer, uuid[]); Type: FUNCTION; Schema: the_schema_of_a_release; Owner: -
--

CREATE FUNCTION the_schema_of_a_release.crowded(unit uuid, stay tstzrange, wanted integer, capacity integer, released uuid[], OUT stream_id uuid, OUT unit_id uuid, OUT during tstzrange) RETURNS record
    LANGUAGE sql STABLE
    AS $$
    WITH others AS (
        SELECT c.stream_id, c.during, c.places FROM "the_schema_of_a_release".claims c
        WHERE c.unit_id = unit AND c.during && stay AND c.places IS NOT NULL AND c.stream_id <> ALL (released)
    ),
    -- Load only rises where somebody arrives.
    arrivals AS (
        SELECT lower(stay) AS moment UNION SELECT lower(o.during) FROM others o WHERE lower(o.during) > lower(stay)
    ),
    full_at AS (
        SELECT a.moment FROM arrivals a JOIN others o ON o.during @> a.moment
        GROUP BY a.moment HAVING sum(o.places) + wanted > capacity
        ORDER BY a.moment LIMIT 1
    )
    SELECT coalesce(o.stream_id, unit), unit, coalesce(o.during, stay)
    FROM (SELECT 1) one LEFT JOIN full_at f ON true LEFT JOIN others o ON o.during @> f.moment
    WHERE f.moment IS NOT NULL OR wanted > capacity
    ORDER BY upper(o.during) LIMIT 1
$$;


--
-- Name: first_instant(timestamp without time zone, text); Type: FUNCTION; Schema: the_schema_of_a_release; Owner: -
--

CREATE FUNCTION the_schema_of_a_release.first_instant(wall timestamp without time zone, zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT CASE
        WHEN ((wall - interval '1 hour') AT TIME ZONE zone + interval '1 hour') AT TIME ZONE zone = wall
        THEN least(wall AT TIME ZONE zone, (wall - interval '1 hour') AT TIME ZONE zone + interval '1 hour')
        ELSE wall AT TIME ZONE zone
    END
$$;


--
-- Name: forget_member(); Type: FUNCTION; Schema: the_schema_of_a_release; Owner: -
--

CREATE FUNCTION the_schema_of_a_release.forget_member() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO "the_schema_of_a_release".member_keys (member_id, key, forgotten_at, settled)
    VALUES (NEW.originator_id, NULL, NEW.recorded_at, false)
    ON CONFLICT (member_id) DO UPDATE
    SET key = NULL, forgotten_at = excluded.forgotten_at, settled = false;
    DELETE FROM "the_schema_of_a_release".sign_in_attempts a USING "the_schema_of_a_release".people p
    WHERE p.member_id = NEW.originator_id AND a.account = sha256(convert_to(p.email, 'UTF8'));
    DELETE FROM "the_schema_of_a_release".people WHERE member_id = NEW.originator_id;
    -- Pictures of them and by them; sweeping removes the objects that no row knows.
    DELETE FROM "the_schema_of_a_release".files WHERE uploaded_by = NEW.originator_id AND kind IN ('avatar', 'feedback-picture');
    RETURN NULL;
END $$;


--
-- Name: refuse_change(); Type: FUNCTION; Schema: the_schema_of_a_release; Owner: -
--

CREATE FUNCTION the_schema_of_a_release.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: api_tokens; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.api_tokens (
    token_id uuid NOT NULL,
    member_id uuid NOT NULL,
    name text NOT NULL,
    scopes text[] NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT api_tokens_expire CHECK (((expires_at > created_at) AND (expires_at <= (created_at + '366 days'::interval)))),
    CONSTRAINT api_tokens_scopes_check CHECK ((cardinality(scopes) > 0)),
    CONSTRAINT api_tokens_token_hash_check CHECK ((octet_length(token_hash) = 32))
);


--
-- Name: availability_busy; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.availability_busy (
    unit_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    places integer,
    source_id uuid NOT NULL,
    over_a_day boolean NOT NULL
);


--
-- Name: backups; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.backups (
    backup_id bigint NOT NULL,
    name text NOT NULL,
    "position" bigint NOT NULL,
    bytes bigint NOT NULL,
    began_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


--
-- Name: backups_backup_id_seq; Type: SEQUENCE; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE the_schema_of_a_release.backups ALTER COLUMN backup_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME the_schema_of_a_release.backups_backup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: calendar_bookings; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.calendar_bookings (
    booking_id uuid NOT NULL,
    "position" bigint NOT NULL,
    version integer NOT NULL,
    status text NOT NULL,
    building_id uuid NOT NULL,
    room_id uuid NOT NULL,
    seat_id uuid,
    member_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    over_a_day boolean NOT NULL,
    time_zone text NOT NULL,
    places integer,
    attendees integer,
    title text,
    guests text[] NOT NULL,
    reason text,
    claimed_from timestamp with time zone NOT NULL,
    claimed_to timestamp with time zone NOT NULL,
    approval jsonb NOT NULL,
    decide_by timestamp with time zone,
    check_in_from timestamp with time zone,
    check_in_by timestamp with time zone,
    checked_in_by text,
    overridden jsonb NOT NULL,
    override_reason text,
    why jsonb,
    series_id uuid,
    waitlist_id uuid,
    rating integer,
    feedback text,
    feedback_at timestamp with time zone,
    feedback_pictures uuid[] NOT NULL
);


--
-- Name: calendar_entries; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.calendar_entries (
    booking_id uuid NOT NULL,
    member_id uuid NOT NULL
);


--
-- Name: charges; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.charges (
    holder_id uuid NOT NULL,
    bucket text NOT NULL,
    stream_id uuid NOT NULL,
    amount bigint NOT NULL,
    until timestamp with time zone,
    CONSTRAINT charges_amount_check CHECK ((amount > 0))
);


--
-- Name: claims; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.claims (
    unit_id uuid NOT NULL,
    during tstzrange NOT NULL,
    stream_id uuid NOT NULL,
    places integer,
    CONSTRAINT claims_are_real CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during)) AND lower_inc(during) AND (NOT upper_inc(during)) AND isfinite(lower(during)) AND isfinite(upper(during)))),
    CONSTRAINT claims_places_check CHECK ((places > 0))
);


--
-- Name: commands; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.commands (
    command_id uuid NOT NULL,
    name text NOT NULL,
    actor_id uuid NOT NULL,
    address_class text DEFAULT 'none'::text NOT NULL,
    request_hash bytea NOT NULL,
    answer bytea NOT NULL,
    "position" bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);


--
-- Name: deadlines_bookings; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.deadlines_bookings (
    booking_id uuid NOT NULL,
    live boolean NOT NULL,
    pending boolean NOT NULL,
    decide_by timestamp with time zone,
    check_in_by timestamp with time zone
);


--
-- Name: directory_branding; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.directory_branding (
    organisation_id uuid NOT NULL,
    name text,
    colour text,
    logo uuid
);


--
-- Name: directory_buildings; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.directory_buildings (
    building_id uuid NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    time_zone text NOT NULL,
    opening_hours jsonb NOT NULL,
    closed_days jsonb NOT NULL,
    latitude double precision,
    longitude double precision,
    version integer NOT NULL
);


--
-- Name: directory_closures; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.directory_closures (
    closure_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    room_id uuid NOT NULL,
    seat_id uuid,
    reason text NOT NULL
);


--
-- Name: directory_floors; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.directory_floors (
    floor_id uuid NOT NULL,
    building_id uuid NOT NULL,
    name text NOT NULL,
    level integer NOT NULL
);


--
-- Name: directory_levels; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.directory_levels (
    level_key text NOT NULL,
    level text NOT NULL,
    holder_id uuid NOT NULL,
    policy jsonb NOT NULL,
    version integer NOT NULL
);


--
-- Name: directory_rooms; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.directory_rooms (
    room_id uuid NOT NULL,
    building_id uuid NOT NULL,
    floor_id uuid,
    name text NOT NULL,
    kind text NOT NULL,
    capacity integer NOT NULL,
    features text[] NOT NULL,
    photos uuid[] NOT NULL,
    photo_descriptions jsonb NOT NULL,
    made_of uuid[] NOT NULL,
    units uuid[] NOT NULL,
    shares_places boolean NOT NULL,
    policy jsonb NOT NULL,
    policy_version integer NOT NULL,
    opening_hours jsonb,
    version integer NOT NULL
);


--
-- Name: directory_seats; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.directory_seats (
    seat_id uuid NOT NULL,
    room_id uuid NOT NULL,
    name text NOT NULL,
    place integer NOT NULL
);


--
-- Name: effects; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.effects (
    effect_id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind text NOT NULL,
    dedupe_key text NOT NULL,
    queue text NOT NULL,
    payload jsonb NOT NULL,
    "position" bigint,
    state text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    most_attempts integer NOT NULL,
    due_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    rung_at timestamp with time zone,
    last_error text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_at timestamp with time zone,
    done_at timestamp with time zone,
    parked_at timestamp with time zone,
    CONSTRAINT effects_most_attempts_check CHECK ((most_attempts > 0)),
    CONSTRAINT effects_queue_check CHECK ((queue = ANY (ARRAY['urgent'::text, 'ordinary'::text, 'bulk'::text]))),
    CONSTRAINT effects_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'parked'::text, 'discarded'::text])))
)
WITH (fillfactor='80');


--
-- Name: events; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.events (
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state bytea NOT NULL,
    notification_id bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    actor_id uuid NOT NULL,
    command_id uuid NOT NULL,
    correlation_id uuid NOT NULL,
    hash bytea NOT NULL
);


--
-- Name: file_variants; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.file_variants (
    file_id uuid NOT NULL,
    variant text NOT NULL,
    object_key text NOT NULL,
    media_type text NOT NULL,
    bytes bigint NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    sha256 text NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


--
-- Name: files; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.files (
    file_id uuid NOT NULL,
    kind text NOT NULL,
    owner_id uuid NOT NULL,
    uploaded_by uuid NOT NULL,
    object_key text NOT NULL,
    media_type text NOT NULL,
    bytes bigint NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    sha256 text NOT NULL,
    source_sha256 text NOT NULL,
    left_out text[] NOT NULL,
    state text DEFAULT 'stored'::text NOT NULL,
    uploaded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    claimed_at timestamp with time zone,
    CONSTRAINT files_state_check CHECK ((state = ANY (ARRAY['stored'::text, 'missing'::text])))
);


--
-- Name: handed_out; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.handed_out (
    timer text NOT NULL,
    stream_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    handed_out_at timestamp with time zone NOT NULL
);


--
-- Name: history_events; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.history_events (
    "position" bigint NOT NULL,
    stream_id uuid NOT NULL,
    stream_version integer NOT NULL,
    topic text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    actor_id uuid NOT NULL,
    command_id uuid NOT NULL,
    correlation_id uuid NOT NULL,
    data jsonb NOT NULL
);


--
-- Name: ledger_checkpoints; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.ledger_checkpoints (
    "position" bigint NOT NULL,
    hash bytea NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    key_id text NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT ledger_checkpoints_signature_check CHECK ((octet_length(signature) = 64))
);


--
-- Name: ledger_checks; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.ledger_checks (
    kind text NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    hash bytea DEFAULT decode(repeat('00'::text, 32), 'hex'::text) NOT NULL,
    recorded_at timestamp with time zone,
    streams bigint DEFAULT 0 NOT NULL,
    began_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    checked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT ledger_checks_kind_check CHECK ((kind = ANY (ARRAY['new'::text, 'again'::text])))
);


--
-- Name: ledger_faults; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.ledger_faults (
    fault_id bigint NOT NULL,
    check_name text NOT NULL,
    "position" bigint,
    stream_id uuid,
    fault text NOT NULL,
    found_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


--
-- Name: ledger_faults_fault_id_seq; Type: SEQUENCE; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE the_schema_of_a_release.ledger_faults ALTER COLUMN fault_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME the_schema_of_a_release.ledger_faults_fault_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ledger_head; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.ledger_head (
    only_one boolean DEFAULT true NOT NULL,
    "position" bigint NOT NULL,
    hash bytea NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT ledger_head_only_one_check CHECK (only_one)
)
WITH (fillfactor='10');


--
-- Name: ledger_identity; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.ledger_identity (
    only_one boolean DEFAULT true NOT NULL,
    ledger_id uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT ledger_identity_only_one_check CHECK (only_one)
);


--
-- Name: letters; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.letters (
    letter_id uuid DEFAULT gen_random_uuid() NOT NULL,
    member_id uuid NOT NULL,
    bundle text NOT NULL,
    opened_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    closed_at timestamp with time zone,
    sent_at timestamp with time zone
);


--
-- Name: member_keys; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.member_keys (
    member_id uuid NOT NULL,
    key bytea,
    forgotten_at timestamp with time zone,
    settled boolean DEFAULT true NOT NULL,
    CONSTRAINT a_key_until_forgotten CHECK (((key IS NULL) = (forgotten_at IS NOT NULL))),
    CONSTRAINT keys_are_locked CHECK ((octet_length(key) = 60))
);


--
-- Name: notification_choices; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.notification_choices (
    member_id uuid NOT NULL,
    subject text NOT NULL,
    channel text NOT NULL,
    choice text NOT NULL,
    CONSTRAINT notification_choices_channel_check CHECK ((channel = ANY (ARRAY['inbox'::text, 'mail'::text]))),
    CONSTRAINT notification_choices_choice_check CHECK ((choice = ANY (ARRAY['now'::text, 'daily'::text, 'off'::text])))
);


--
-- Name: notification_items; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.notification_items (
    notification_id uuid NOT NULL,
    subject_id uuid NOT NULL,
    version bigint NOT NULL,
    "position" bigint NOT NULL,
    letter_id uuid,
    facts jsonb NOT NULL
);


--
-- Name: notification_settings; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.notification_settings (
    member_id uuid NOT NULL,
    language text,
    reminder_minutes integer,
    CONSTRAINT notification_settings_reminder_minutes_check CHECK (((reminder_minutes >= 0) AND (reminder_minutes <= 120)))
);


--
-- Name: notifications; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.notifications (
    notification_id uuid DEFAULT gen_random_uuid() NOT NULL,
    member_id uuid NOT NULL,
    kind text NOT NULL,
    act_id uuid NOT NULL,
    actor_id uuid NOT NULL,
    in_inbox boolean NOT NULL,
    told_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    read_at timestamp with time zone
);


--
-- Name: one_at_a_time; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.one_at_a_time (
    name text NOT NULL
);


--
-- Name: one_time_tokens; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.one_time_tokens (
    token_hash bytea NOT NULL,
    purpose text NOT NULL,
    member_id uuid,
    command_id uuid DEFAULT gen_random_uuid() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT one_time_tokens_check CHECK (((member_id IS NULL) = (purpose = 'setup'::text))),
    CONSTRAINT one_time_tokens_purpose_check CHECK ((purpose = ANY (ARRAY['invitation'::text, 'password-reset'::text, 'setup'::text]))),
    CONSTRAINT one_time_tokens_token_hash_check CHECK ((octet_length(token_hash) = 32))
);


--
-- Name: operator_acts; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.operator_acts (
    act_id uuid NOT NULL,
    name text NOT NULL,
    actor_id uuid NOT NULL,
    request jsonb NOT NULL,
    answer jsonb,
    done_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


--
-- Name: parked_events; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.parked_events (
    projection text NOT NULL,
    build text NOT NULL,
    "position" bigint NOT NULL,
    stream_id uuid NOT NULL,
    topic text NOT NULL,
    error text NOT NULL,
    attempts integer DEFAULT 1 NOT NULL,
    parked_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT parked_events_build_check CHECK ((build = ANY (ARRAY['live'::text, 'rebuild'::text])))
);


--
-- Name: passwords; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.passwords (
    member_id uuid NOT NULL,
    hash text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);


--
-- Name: people; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.people (
    member_id uuid NOT NULL,
    email text NOT NULL,
    display_name text NOT NULL,
    search_key text NOT NULL COLLATE pg_catalog."C",
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    avatar uuid
);


--
-- Name: plans_drawings; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.plans_drawings (
    floor_id uuid NOT NULL,
    building_id uuid NOT NULL,
    width integer,
    height integer,
    background uuid,
    fixtures jsonb NOT NULL,
    version integer NOT NULL
);


--
-- Name: plans_places; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.plans_places (
    unit_id uuid NOT NULL,
    floor_id uuid NOT NULL,
    room_id uuid NOT NULL,
    seat_id uuid,
    x integer NOT NULL,
    y integer NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    turn integer NOT NULL
);


--
-- Name: processes; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.processes (
    process_id uuid NOT NULL,
    kind text NOT NULL,
    host text NOT NULL,
    pid integer NOT NULL,
    version text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT processes_kind_check CHECK ((kind = ANY (ARRAY['api'::text, 'worker'::text, 'scheduler'::text])))
);


--
-- Name: projections; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.projections (
    name text NOT NULL,
    build text NOT NULL,
    version integer NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    parked bigint DEFAULT 0 NOT NULL,
    switch_when_ready boolean DEFAULT true NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    rate double precision DEFAULT 0 NOT NULL,
    measured_position bigint DEFAULT 0 NOT NULL,
    measured_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT projections_build_check CHECK ((build = ANY (ARRAY['live'::text, 'rebuild'::text])))
)
WITH (fillfactor='10');


--
-- Name: reactions; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reactions (
    name text NOT NULL,
    "position" bigint NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
)
WITH (fillfactor='10');


--
-- Name: readings; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.readings (
    reading_id bigint NOT NULL,
    read_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    member_id uuid NOT NULL,
    address_class text NOT NULL,
    path text NOT NULL,
    parameters jsonb NOT NULL
);


--
-- Name: readings_reading_id_seq; Type: SEQUENCE; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE the_schema_of_a_release.readings ALTER COLUMN reading_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME the_schema_of_a_release.readings_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: refused_demand; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.refused_demand (
    refused_on date NOT NULL,
    room_id uuid NOT NULL,
    seat_id uuid,
    command text NOT NULL,
    reason text NOT NULL,
    rule text DEFAULT ''::text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    times integer NOT NULL,
    CONSTRAINT refused_demand_times_check CHECK ((times > 0))
);


--
-- Name: reporting_bookings; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reporting_bookings (
    booking_id uuid NOT NULL,
    building_id uuid NOT NULL,
    room_id uuid NOT NULL,
    member_id uuid NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    local_day date NOT NULL,
    minutes integer NOT NULL,
    lead_minutes integer NOT NULL,
    guests integer NOT NULL,
    starts_minute smallint NOT NULL,
    needed_approval boolean NOT NULL,
    overridden boolean NOT NULL,
    status text NOT NULL,
    time_zone text NOT NULL,
    held_to smallint,
    places integer,
    seat_id uuid,
    placed_by uuid,
    series_id uuid,
    check_in_by timestamp with time zone,
    checked_in_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by uuid,
    ended_how text,
    groups text[],
    attendees integer,
    waitlist_id uuid,
    checked_in_by text,
    decided_at timestamp with time zone,
    decided_by uuid,
    moved_at timestamp with time zone,
    restored_at timestamp with time zone,
    rating smallint
);


--
-- Name: reporting_buildings; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reporting_buildings (
    building_id uuid NOT NULL,
    name text NOT NULL,
    time_zone text NOT NULL
);


--
-- Name: reporting_closed_days; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reporting_closed_days (
    building_id uuid NOT NULL,
    day date NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone
);


--
-- Name: reporting_closures; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reporting_closures (
    closure_id uuid NOT NULL,
    room_id uuid NOT NULL,
    seat_id uuid,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL
);


--
-- Name: reporting_floors; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reporting_floors (
    floor_id uuid NOT NULL,
    name text NOT NULL,
    level integer NOT NULL
);


--
-- Name: reporting_hours; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reporting_hours (
    place_id uuid NOT NULL,
    since timestamp with time zone,
    until timestamp with time zone,
    opening_hours jsonb NOT NULL
);


--
-- Name: reporting_members; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reporting_members (
    member_id uuid NOT NULL,
    groups text[] NOT NULL
);


--
-- Name: reporting_pieces; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reporting_pieces (
    booking_id uuid NOT NULL,
    building_id uuid NOT NULL,
    room_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    local_day date NOT NULL,
    from_minute smallint NOT NULL,
    to_minute smallint NOT NULL,
    places integer NOT NULL
);


--
-- Name: reporting_rooms; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reporting_rooms (
    room_id uuid NOT NULL,
    building_id uuid NOT NULL,
    floor_id uuid,
    name text NOT NULL,
    kind text NOT NULL,
    capacity integer NOT NULL,
    places integer NOT NULL,
    opened_at timestamp with time zone NOT NULL
);


--
-- Name: reporting_units; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reporting_units (
    unit_id uuid NOT NULL,
    room_id uuid NOT NULL,
    seat text,
    places integer NOT NULL
);


--
-- Name: reporting_waitlist; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.reporting_waitlist (
    waitlist_id uuid NOT NULL,
    member_id uuid NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    building_id uuid NOT NULL,
    room_id uuid,
    seat_id uuid,
    kind text,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    attendees integer,
    groups text[] NOT NULL,
    status text NOT NULL,
    offered_at timestamp with time zone,
    lapsed_at timestamp with time zone,
    ended_at timestamp with time zone,
    booking_id uuid
);


--
-- Name: schema_version; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.schema_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: secret_key; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.secret_key (
    only_one boolean DEFAULT true NOT NULL,
    fingerprint bytea NOT NULL,
    CONSTRAINT secret_key_fingerprint_check CHECK ((octet_length(fingerprint) = 32)),
    CONSTRAINT secret_key_only_one_check CHECK (only_one)
);


--
-- Name: series_bookings; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.series_bookings (
    booking_id uuid NOT NULL,
    series_id uuid NOT NULL,
    occurrence text NOT NULL,
    apart boolean NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL
);


--
-- Name: series_series; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.series_series (
    series_id uuid NOT NULL,
    "position" bigint NOT NULL,
    member_id uuid NOT NULL,
    building_id uuid NOT NULL,
    room_id uuid NOT NULL,
    seat_id uuid,
    time_zone text NOT NULL,
    starts text NOT NULL,
    ends text NOT NULL,
    rrule text,
    title text,
    skipped jsonb NOT NULL,
    continues_with text,
    live boolean NOT NULL,
    why jsonb,
    extend_at timestamp with time zone,
    no_shows integer NOT NULL,
    no_shows_most integer NOT NULL,
    end_at timestamp with time zone,
    handed_out_at timestamp with time zone
);


--
-- Name: sessions; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.sessions (
    session_id uuid NOT NULL,
    member_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    previous_hash bytea,
    previous_until timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    rotated_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    user_agent text NOT NULL,
    address text NOT NULL,
    CONSTRAINT sessions_previous_hash_check CHECK ((octet_length(previous_hash) = 32)),
    CONSTRAINT sessions_token_hash_check CHECK ((octet_length(token_hash) = 32))
);


--
-- Name: sign_in_attempts; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.sign_in_attempts (
    account bytea NOT NULL,
    address bytea NOT NULL,
    count double precision NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    known_until timestamp with time zone
);


--
-- Name: signing_keys; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.signing_keys (
    key_id text NOT NULL,
    public_key bytea NOT NULL,
    first_used timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT signing_keys_public_key_check CHECK ((octet_length(public_key) = 32))
);


--
-- Name: units; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.units (
    unit_id uuid NOT NULL
);


--
-- Name: waitlist_entries; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.waitlist_entries (
    waitlist_id uuid NOT NULL,
    place_in_line bigint NOT NULL,
    status text NOT NULL,
    member_id uuid NOT NULL,
    building_id uuid NOT NULL,
    room_id uuid,
    seat_id uuid,
    any_seat boolean NOT NULL,
    kind text,
    features text[] NOT NULL,
    attendees integer,
    title text,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    offered_room_id uuid,
    offered_seat_id uuid,
    accept_by timestamp with time zone,
    booking_id uuid
);


--
-- Name: whereabouts_stays; Type: TABLE; Schema: the_schema_of_a_release; Owner: -
--

CREATE TABLE the_schema_of_a_release.whereabouts_stays (
    "position" bigint NOT NULL,
    booking_id uuid NOT NULL,
    building_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    over_a_day boolean NOT NULL
);


--
-- Name: bookings; Type: VIEW; Schema: the_schema_of_a_release_reporting; Owner: -
--

CREATE VIEW the_schema_of_a_release_reporting.bookings AS
 SELECT booking.booking_id,
    building.building_id,
    building.name AS building,
    room.floor_id,
    floor.name AS floor,
    room.room_id,
    room.name AS room,
    room.kind,
    booking.seat_id,
    unit.seat,
    booking.member_id,
    COALESCE(booking.placed_by, booking.member_id) AS placed_by,
    COALESCE(booking.groups, '{}'::text[]) AS groups,
    booking.placed_at,
    booking.starts_at,
    booking.ends_at,
    (booking.starts_at AT TIME ZONE booking.time_zone) AS starts_local,
    (booking.ends_at AT TIME ZONE booking.time_zone) AS ends_local,
    booking.time_zone,
    booking.local_day,
    booking.minutes,
    booking.lead_minutes,
    booking.status,
    concat_ws(' > '::text, 'placed',
        CASE
            WHEN ((booking.decided_at IS NOT NULL) AND (booking.status <> 'rejected'::text)) THEN 'approved'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (booking.moved_at IS NOT NULL) THEN 'moved'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (booking.restored_at IS NOT NULL) THEN 'restored'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (booking.checked_in_at IS NOT NULL) THEN 'checked_in'::text
            ELSE NULL::text
        END, booking.ended_how) AS path,
    (booking.series_id IS NOT NULL) AS recurring,
    booking.series_id,
    booking.waitlist_id,
    booking.places,
    booking.attendees,
    booking.guests,
    booking.needed_approval,
    booking.decided_at,
    booking.decided_by,
    booking.overridden,
    booking.check_in_by,
    booking.checked_in_at,
    booking.checked_in_by,
    (booking.status = 'released'::text) AS no_show,
    booking.moved_at,
    booking.restored_at,
    booking.ended_at,
    booking.ended_by,
    booking.ended_how,
        CASE
            WHEN (booking.ended_how = 'cancelled'::text) THEN (floor((EXTRACT(epoch FROM (booking.starts_at - booking.ended_at)) / (60)::numeric)))::integer
            ELSE NULL::integer
        END AS cancel_lead_minutes,
    booking.rating
   FROM ((((the_schema_of_a_release.reporting_bookings booking
     JOIN the_schema_of_a_release.reporting_buildings building USING (building_id))
     LEFT JOIN the_schema_of_a_release.reporting_rooms room USING (room_id))
     LEFT JOIN the_schema_of_a_release.reporting_floors floor USING (floor_id))
     LEFT JOIN the_schema_of_a_release.reporting_units unit ON ((unit.unit_id = booking.seat_id)));


--
-- Name: closures; Type: VIEW; Schema: the_schema_of_a_release_reporting; Owner: -
--

CREATE VIEW the_schema_of_a_release_reporting.closures AS
 SELECT closure.closure_id,
    building.building_id,
    building.name AS building,
    room.floor_id,
    floor.name AS floor,
    room.room_id,
    room.name AS room,
    room.kind,
    closure.seat_id,
    closure.starts_at,
    closure.ends_at
   FROM (((the_schema_of_a_release.reporting_closures closure
     JOIN the_schema_of_a_release.reporting_rooms room USING (room_id))
     JOIN the_schema_of_a_release.reporting_buildings building USING (building_id))
     LEFT JOIN the_schema_of_a_release.reporting_floors floor USING (floor_id));


--
-- Name: refused; Type: VIEW; Schema: the_schema_of_a_release_reporting; Owner: -
--

CREATE VIEW the_schema_of_a_release_reporting.refused AS
 SELECT refused.refused_on,
    building.building_id,
    building.name AS building,
    room.floor_id,
    floor.name AS floor,
    room.room_id,
    room.name AS room,
    room.kind,
    refused.seat_id,
    refused.command,
    refused.reason,
    NULLIF(refused.rule, ''::text) AS rule,
    refused.starts_at,
    refused.ends_at,
    ((refused.starts_at AT TIME ZONE building.time_zone))::date AS local_day,
    refused.times
   FROM (((the_schema_of_a_release.refused_demand refused
     JOIN the_schema_of_a_release.reporting_rooms room USING (room_id))
     JOIN the_schema_of_a_release.reporting_buildings building USING (building_id))
     LEFT JOIN the_schema_of_a_release.reporting_floors floor USING (floor_id));


--
-- Name: room_days; Type: VIEW; Schema: the_schema_of_a_release_reporting; Owner: -
--

CREATE VIEW the_schema_of_a_release_reporting.room_days AS
 WITH own_hours AS MATERIALIZED (
         SELECT room_1.room_id,
            room_1.building_id,
            range_agg(tstzrange(hours.since, hours.until)) AS held
           FROM (the_schema_of_a_release.reporting_hours hours
             JOIN the_schema_of_a_release.reporting_rooms room_1 ON ((room_1.room_id = hours.place_id)))
          GROUP BY room_1.room_id, room_1.building_id
        ), places AS (
         SELECT reporting_buildings.building_id AS place_id,
            reporting_buildings.building_id,
            reporting_buildings.time_zone
           FROM the_schema_of_a_release.reporting_buildings
        UNION ALL
         SELECT own_hours.room_id,
            own_hours.building_id,
            reporting_buildings.time_zone
           FROM (own_hours
             JOIN the_schema_of_a_release.reporting_buildings USING (building_id))
        ), closed_days AS (
         SELECT reporting_closed_days.building_id,
            reporting_closed_days.day AS begun_on,
            range_agg(tstzrange(reporting_closed_days.since, reporting_closed_days.until)) AS closed
           FROM the_schema_of_a_release.reporting_closed_days
          GROUP BY reporting_closed_days.building_id, reporting_closed_days.day
        ), begun AS (
         SELECT places.place_id,
            places.building_id,
            begun.day AS begun_on,
            range_agg((tstzrange(stretch.opens, GREATEST(stretch.opens, stretch.closes)) * tstzrange(hours.since, hours.until))) AS open
           FROM (((((places
             JOIN the_schema_of_a_release.reporting_hours hours USING (place_id))
             CROSS JOIN LATERAL ( SELECT (day.day)::date AS day,
                    (EXTRACT(isodow FROM day.day))::integer AS weekday
                   FROM generate_series((( SELECT (COALESCE((min(reporting_rooms.opened_at))::date, CURRENT_DATE) - 1)
                           FROM the_schema_of_a_release.reporting_rooms) - '1 day'::interval), ((CURRENT_DATE + 366) - '1 day'::interval), '1 day'::interval) day(day)) begun)
             CROSS JOIN LATERAL jsonb_array_elements((hours.opening_hours -> ('{mon,tue,wed,thu,fri,sat,sun}'::text[])[begun.weekday])) hours_of_day(value))
             CROSS JOIN LATERAL ( SELECT (begun.day + ((hours_of_day.value ->> 0))::time without time zone) AS opens,
                    (begun.day + ((hours_of_day.value ->> 1))::time without time zone) AS closes) wall)
             CROSS JOIN LATERAL ( SELECT the_schema_of_a_release.first_instant(wall.opens, places.time_zone) AS opens,
                    the_schema_of_a_release.first_instant(
                        CASE
                            WHEN (wall.closes > wall.opens) THEN wall.closes
                            ELSE (wall.closes + '1 day'::interval)
                        END, places.time_zone) AS closes) stretch)
          GROUP BY places.place_id, places.building_id, begun.day
        ), windows AS (
         SELECT reporting_buildings.building_id,
            days.local_day,
            tstzrange(the_schema_of_a_release.first_instant((days.local_day)::timestamp without time zone, reporting_buildings.time_zone), the_schema_of_a_release.first_instant(((days.local_day + 1))::timestamp without time zone, reporting_buildings.time_zone)) AS whole_day
           FROM (the_schema_of_a_release.reporting_buildings
             CROSS JOIN LATERAL ( SELECT (day.day)::date AS local_day
                   FROM generate_series((( SELECT (COALESCE((min(reporting_rooms.opened_at))::date, CURRENT_DATE) - 1)
                           FROM the_schema_of_a_release.reporting_rooms) + '00:00:00'::interval), ((CURRENT_DATE + 366) - '1 day'::interval), '1 day'::interval) day(day)) days)
        ), by_day AS (
         SELECT begun.place_id,
            begun.building_id,
            touched.local_day,
            windows.whole_day,
            range_agg(((begun.open - COALESCE(closed_days.closed, '{}'::tstzmultirange)) * tstzmultirange(windows.whole_day))) AS open
           FROM (((begun
             LEFT JOIN closed_days USING (building_id, begun_on))
             CROSS JOIN LATERAL ( VALUES (begun.begun_on), ((begun.begun_on + 1))) touched(local_day))
             JOIN windows USING (building_id, local_day))
          GROUP BY begun.place_id, begun.building_id, touched.local_day, windows.whole_day
        ), open_days AS MATERIALIZED (
         SELECT by_day.place_id,
            by_day.local_day,
            by_day.whole_day,
            by_day.open
           FROM by_day
          WHERE (by_day.place_id = by_day.building_id)
        UNION ALL
         SELECT own_hours.room_id,
            whole.local_day,
            whole.whole_day,
            ((whole.open * COALESCE(own.open, '{}'::tstzmultirange)) + (whole.open - own_hours.held))
           FROM ((own_hours
             JOIN by_day whole ON ((whole.place_id = own_hours.building_id)))
             LEFT JOIN by_day own ON (((own.place_id = own_hours.room_id) AND (own.local_day = whole.local_day))))
        ), rooms AS (
         SELECT room_1.room_id,
            room_1.places,
                CASE
                    WHEN (room_1.room_id IN ( SELECT own_hours.room_id
                       FROM own_hours)) THEN room_1.room_id
                    ELSE room_1.building_id
                END AS place_id,
            ((room_1.opened_at AT TIME ZONE building_1.time_zone))::date AS opened_on
           FROM (the_schema_of_a_release.reporting_rooms room_1
             JOIN the_schema_of_a_release.reporting_buildings building_1 USING (building_id))
        ), usable AS (
         SELECT rooms.room_id,
            open_days.local_day,
            (rooms.places * ( SELECT COALESCE(((EXTRACT(epoch FROM sum((upper(piece.piece) - lower(piece.piece)))) / (60)::numeric))::bigint, (0)::bigint) AS "coalesce"
                   FROM unnest(open_days.open) piece(piece))) AS open_minutes
           FROM (rooms
             JOIN open_days USING (place_id))
          WHERE (open_days.local_day >= rooms.opened_on)
        UNION ALL
         SELECT closure.room_id,
            open_days.local_day,
            ((-
                CASE
                    WHEN (closure.seat_id IS NULL) THEN rooms.places
                    ELSE 1
                END) * ( SELECT COALESCE(((EXTRACT(epoch FROM sum((upper(piece.piece) - lower(piece.piece)))) / (60)::numeric))::bigint, (0)::bigint) AS "coalesce"
                   FROM unnest((open_days.open * tstzmultirange(tstzrange(closure.starts_at, closure.ends_at)))) piece(piece)))
           FROM ((the_schema_of_a_release.reporting_closures closure
             JOIN rooms USING (room_id))
             JOIN open_days USING (place_id))
          WHERE ((open_days.local_day >= rooms.opened_on) AND (open_days.open && tstzrange(closure.starts_at, closure.ends_at)))
        )
 SELECT building.building_id,
    building.name AS building,
    room.floor_id,
    floor.name AS floor,
    room.room_id,
    room.name AS room,
    room.kind,
    used.local_day,
    room.places,
    used.open_minutes,
    used.held_minutes
   FROM (((( SELECT either.room_id,
            either.local_day,
            (sum(either.open_minutes))::bigint AS open_minutes,
            sum(either.held_minutes) AS held_minutes
           FROM ( SELECT usable.room_id,
                    usable.local_day,
                    usable.open_minutes,
                    0 AS held_minutes
                   FROM usable
                UNION ALL
                 SELECT stays.room_id,
                    stays.local_day,
                    0,
                    ((stays.to_minute - stays.from_minute) * stays.places)
                   FROM ( SELECT reporting_bookings.booking_id,
                            reporting_bookings.building_id,
                            reporting_bookings.room_id,
                            COALESCE(reporting_bookings.seat_id, reporting_bookings.room_id) AS unit_id,
                            reporting_bookings.local_day,
                            reporting_bookings.starts_minute AS from_minute,
                            reporting_bookings.held_to AS to_minute,
                            COALESCE(reporting_bookings.places, 1) AS places
                           FROM the_schema_of_a_release.reporting_bookings
                          WHERE (reporting_bookings.held_to IS NOT NULL)
                        UNION ALL
                         SELECT reporting_pieces.booking_id,
                            reporting_pieces.building_id,
                            reporting_pieces.room_id,
                            reporting_pieces.unit_id,
                            reporting_pieces.local_day,
                            reporting_pieces.from_minute,
                            reporting_pieces.to_minute,
                            reporting_pieces.places
                           FROM the_schema_of_a_release.reporting_pieces) stays) either
          GROUP BY either.room_id, either.local_day) used
     JOIN the_schema_of_a_release.reporting_rooms room USING (room_id))
     JOIN the_schema_of_a_release.reporting_buildings building USING (building_id))
     LEFT JOIN the_schema_of_a_release.reporting_floors floor USING (floor_id));


--
-- Name: rooms; Type: VIEW; Schema: the_schema_of_a_release_reporting; Owner: -
--

CREATE VIEW the_schema_of_a_release_reporting.rooms AS
 SELECT building.building_id,
    building.name AS building,
    room.floor_id,
    floor.name AS floor,
    room.room_id,
    room.name AS room,
    room.kind,
    building.time_zone,
    room.capacity,
    room.places,
    room.opened_at
   FROM ((the_schema_of_a_release.reporting_rooms room
     JOIN the_schema_of_a_release.reporting_buildings building USING (building_id))
     LEFT JOIN the_schema_of_a_release.reporting_floors floor USING (floor_id));


--
-- Name: stays; Type: VIEW; Schema: the_schema_of_a_release_reporting; Owner: -
--

CREATE VIEW the_schema_of_a_release_reporting.stays AS
 SELECT stay.booking_id,
    building.building_id,
    building.name AS building,
    room.floor_id,
    floor.name AS floor,
    room.room_id,
    room.name AS room,
    room.kind,
    stay.unit_id,
    unit.seat,
    stay.local_day,
    stay.from_minute,
    stay.to_minute,
    stay.places,
    ((stay.to_minute - stay.from_minute) * stay.places) AS minutes
   FROM ((((( SELECT reporting_bookings.booking_id,
            reporting_bookings.building_id,
            reporting_bookings.room_id,
            COALESCE(reporting_bookings.seat_id, reporting_bookings.room_id) AS unit_id,
            reporting_bookings.local_day,
            reporting_bookings.starts_minute AS from_minute,
            reporting_bookings.held_to AS to_minute,
            COALESCE(reporting_bookings.places, 1) AS places
           FROM the_schema_of_a_release.reporting_bookings
          WHERE (reporting_bookings.held_to IS NOT NULL)
        UNION ALL
         SELECT reporting_pieces.booking_id,
            reporting_pieces.building_id,
            reporting_pieces.room_id,
            reporting_pieces.unit_id,
            reporting_pieces.local_day,
            reporting_pieces.from_minute,
            reporting_pieces.to_minute,
            reporting_pieces.places
           FROM the_schema_of_a_release.reporting_pieces) stay
     JOIN the_schema_of_a_release.reporting_buildings building USING (building_id))
     LEFT JOIN the_schema_of_a_release.reporting_rooms room USING (room_id))
     LEFT JOIN the_schema_of_a_release.reporting_floors floor USING (floor_id))
     LEFT JOIN the_schema_of_a_release.reporting_units unit USING (unit_id));


--
-- Name: units; Type: VIEW; Schema: the_schema_of_a_release_reporting; Owner: -
--

CREATE VIEW the_schema_of_a_release_reporting.units AS
 SELECT unit_id,
    room_id,
    seat,
    places
   FROM the_schema_of_a_release.reporting_units unit;


--
-- Name: waitlist; Type: VIEW; Schema: the_schema_of_a_release_reporting; Owner: -
--

CREATE VIEW the_schema_of_a_release_reporting.waitlist AS
 SELECT entry.waitlist_id,
    building.building_id,
    building.name AS building,
    entry.room_id,
    room.name AS room,
    COALESCE(entry.kind, room.kind) AS kind,
    entry.seat_id,
    entry.member_id,
    entry.groups,
    entry.joined_at,
    entry.starts_at,
    entry.ends_at,
    ((entry.starts_at AT TIME ZONE building.time_zone))::date AS local_day,
    entry.attendees,
    entry.status,
    entry.offered_at,
    entry.lapsed_at,
    entry.ended_at,
    entry.booking_id
   FROM ((the_schema_of_a_release.reporting_waitlist entry
     JOIN the_schema_of_a_release.reporting_buildings building USING (building_id))
     LEFT JOIN the_schema_of_a_release.reporting_rooms room USING (room_id));


--
-- Data for Name: api_tokens; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: availability_busy; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.availability_busy VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '2031-03-24 10:00:00+00', '2031-03-24 11:00:00+00', NULL, '01a224a1-23b1-76ac-90f5-46fae35cb4f5', false);
INSERT INTO the_schema_of_a_release.availability_busy VALUES ('01a224a1-23a9-75e2-9940-a9ad9e9242c6', '2031-03-24 09:00:00+00', '2031-03-24 17:00:00+00', NULL, '01a224a1-23db-71d7-a4d5-af2c2280d503', false);
INSERT INTO the_schema_of_a_release.availability_busy VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '2031-03-24 14:00:00+00', '2031-03-24 15:00:00+00', NULL, '01a224a1-23e5-758d-9053-715377dfdb5a', false);
INSERT INTO the_schema_of_a_release.availability_busy VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '2031-03-31 13:00:00+00', '2031-03-31 14:00:00+00', NULL, '01a224a1-23e5-758d-aace-094c6ec2bf60', false);
INSERT INTO the_schema_of_a_release.availability_busy VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '2031-04-07 13:00:00+00', '2031-04-07 14:00:00+00', NULL, '01a224a1-23e5-758d-a6d0-50daf9a9fbb9', false);
INSERT INTO the_schema_of_a_release.availability_busy VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '2031-04-14 13:00:00+00', '2031-04-14 14:00:00+00', NULL, '01a224a1-23e5-758d-add5-28c3c2ef2b8a', false);
INSERT INTO the_schema_of_a_release.availability_busy VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '2031-03-25 09:00:00+00', '2031-03-25 17:00:00+00', NULL, '01a224a1-2428-759a-93ae-a4f9675031c1', false);


--
-- Data for Name: backups; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: calendar_bookings; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.calendar_bookings VALUES ('01a224a1-23b1-76ac-90f5-46fae35cb4f5', 7, 2, 'confirmed', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-24 10:00:00+00', '2031-03-24 11:00:00+00', false, 'Europe/Berlin', NULL, NULL, 'sealed:49ca599e-035e-52b8-991c-b1575afe08d9:DvHLn2eYydvxaqbMke8P5G14t9wkP1Ev-pwCPWg6JckaDQ8m', '{}', NULL, '2031-03-24 10:00:00+00', '2031-03-24 11:00:00+00', '[]', NULL, NULL, NULL, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}');
INSERT INTO the_schema_of_a_release.calendar_bookings VALUES ('01a224a1-23c5-7429-9618-3f19c3c75bf0', 9, 2, 'cancelled', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-24 12:00:00+00', '2031-03-24 13:00:00+00', false, 'Europe/Berlin', NULL, NULL, NULL, '{}', 'sealed:49ca599e-035e-52b8-991c-b1575afe08d9:DZEMM0l2CwLrX3XNvKQivOcpbZKckTJEfUzyYg026Q', '2031-03-24 12:00:00+00', '2031-03-24 13:00:00+00', '[]', NULL, NULL, NULL, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}');
INSERT INTO the_schema_of_a_release.calendar_bookings VALUES ('01a224a1-23db-71d7-a4d5-af2c2280d503', 11, 1, 'confirmed', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-23a9-75e2-9940-a9ac5e3b7506', '01a224a1-23a9-75e2-9940-a9ad9e9242c6', '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-24 09:00:00+00', '2031-03-24 17:00:00+00', false, 'Europe/Berlin', NULL, NULL, NULL, '{}', NULL, '2031-03-24 09:00:00+00', '2031-03-24 17:00:00+00', '[]', NULL, NULL, NULL, NULL, '[]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}');
INSERT INTO the_schema_of_a_release.calendar_bookings VALUES ('01a224a1-23e5-758d-9053-715377dfdb5a', 13, 1, 'confirmed', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-24 14:00:00+00', '2031-03-24 15:00:00+00', false, 'Europe/Berlin', NULL, NULL, 'sealed:49ca599e-035e-52b8-991c-b1575afe08d9:dkcPU7old3x7bXR5Bc8OW60d--MdJ_nYrl0BMMhq7cbHjA', '{}', NULL, '2031-03-24 14:00:00+00', '2031-03-24 15:00:00+00', '[]', NULL, NULL, NULL, NULL, '[]', NULL, NULL, '01a224a1-23e5-758d-b4ea-8ac35decff94', NULL, NULL, NULL, NULL, '{}');
INSERT INTO the_schema_of_a_release.calendar_bookings VALUES ('01a224a1-23e5-758d-aace-094c6ec2bf60', 14, 1, 'confirmed', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-31 13:00:00+00', '2031-03-31 14:00:00+00', false, 'Europe/Berlin', NULL, NULL, 'sealed:49ca599e-035e-52b8-991c-b1575afe08d9:dkcPU7old3x7bXR5Bc8OW60d--MdJ_nYrl0BMMhq7cbHjA', '{}', NULL, '2031-03-31 13:00:00+00', '2031-03-31 14:00:00+00', '[]', NULL, NULL, NULL, NULL, '[]', NULL, NULL, '01a224a1-23e5-758d-b4ea-8ac35decff94', NULL, NULL, NULL, NULL, '{}');
INSERT INTO the_schema_of_a_release.calendar_bookings VALUES ('01a224a1-23e5-758d-a6d0-50daf9a9fbb9', 15, 1, 'confirmed', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-04-07 13:00:00+00', '2031-04-07 14:00:00+00', false, 'Europe/Berlin', NULL, NULL, 'sealed:49ca599e-035e-52b8-991c-b1575afe08d9:dkcPU7old3x7bXR5Bc8OW60d--MdJ_nYrl0BMMhq7cbHjA', '{}', NULL, '2031-04-07 13:00:00+00', '2031-04-07 14:00:00+00', '[]', NULL, NULL, NULL, NULL, '[]', NULL, NULL, '01a224a1-23e5-758d-b4ea-8ac35decff94', NULL, NULL, NULL, NULL, '{}');
INSERT INTO the_schema_of_a_release.calendar_bookings VALUES ('01a224a1-23e5-758d-add5-28c3c2ef2b8a', 16, 1, 'confirmed', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-04-14 13:00:00+00', '2031-04-14 14:00:00+00', false, 'Europe/Berlin', NULL, NULL, 'sealed:49ca599e-035e-52b8-991c-b1575afe08d9:dkcPU7old3x7bXR5Bc8OW60d--MdJ_nYrl0BMMhq7cbHjA', '{}', NULL, '2031-04-14 13:00:00+00', '2031-04-14 14:00:00+00', '[]', NULL, NULL, NULL, NULL, '[]', NULL, NULL, '01a224a1-23e5-758d-b4ea-8ac35decff94', NULL, NULL, NULL, NULL, '{}');


--
-- Data for Name: calendar_entries; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: charges; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.charges VALUES ('c96c4834-b179-577a-a88f-47adf80f5a6c', 'waiting', '01a224a1-2419-7112-930e-77105f2f48d8', 1, '2031-03-24 10:00:00+00');
INSERT INTO the_schema_of_a_release.charges VALUES ('c96c4834-b179-577a-a88f-47adf80f5a6c', 'waiting:01a224a1-239d-73b8-9934-195d4e97bc15:None:False:None::2031-03-24T10:00:00+00:00/2031-03-24T11:00:00+00:00', '01a224a1-2419-7112-930e-77105f2f48d8', 1, '2031-03-24 10:00:00+00');


--
-- Data for Name: claims; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.claims VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '["2031-03-24 10:00:00+00","2031-03-24 11:00:00+00")', '01a224a1-23b1-76ac-90f5-46fae35cb4f5', NULL);
INSERT INTO the_schema_of_a_release.claims VALUES ('01a224a1-23a9-75e2-9940-a9ad9e9242c6', '["2031-03-24 09:00:00+00","2031-03-24 17:00:00+00")', '01a224a1-23db-71d7-a4d5-af2c2280d503', NULL);
INSERT INTO the_schema_of_a_release.claims VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '["2031-03-24 14:00:00+00","2031-03-24 15:00:00+00")', '01a224a1-23e5-758d-9053-715377dfdb5a', NULL);
INSERT INTO the_schema_of_a_release.claims VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '["2031-03-31 13:00:00+00","2031-03-31 14:00:00+00")', '01a224a1-23e5-758d-aace-094c6ec2bf60', NULL);
INSERT INTO the_schema_of_a_release.claims VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '["2031-04-07 13:00:00+00","2031-04-07 14:00:00+00")', '01a224a1-23e5-758d-a6d0-50daf9a9fbb9', NULL);
INSERT INTO the_schema_of_a_release.claims VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '["2031-04-14 13:00:00+00","2031-04-14 14:00:00+00")', '01a224a1-23e5-758d-add5-28c3c2ef2b8a', NULL);
INSERT INTO the_schema_of_a_release.claims VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '["2031-03-25 09:00:00+00","2031-03-25 17:00:00+00")', '01a224a1-2428-759a-93ae-a4f9675031c1', NULL);


--
-- Data for Name: commands; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-21ac-70da-aa61-8f00db8d6b89', 'invite-member', '00000000-0000-0000-0000-000000000000', 'none', '\xb1ffff64ee5fe48c86f3049a0ea33b38df784f157411fc81b44c48c999f68fbd', '\x7b226d656d6265725f6964223a2234396361353939652d303335652d353262382d393931632d623135373561666530386439227d', 1, '2026-11-29 00:07:49.846371+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-2364-7442-870b-c8d9075f8900', 'invite-member', '00000000-0000-0000-0000-000000000000', 'none', '\xb3aa9ac22a8e82736c63d8190712c8c49def2c4c1c9370d26ec26601d630fead', '\x7b226d656d6265725f6964223a2264396236633537662d353735362d353466622d623866652d663836306634663334313164227d', 2, '2026-11-29 00:07:49.889834+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-2389-7728-b686-d5b3a45acfe2', 'grant-role', '00000000-0000-0000-0000-000000000000', 'none', '\xf5edd6f567fa49a9dc779495de13146320a98af3a53c3f50815179a60b22dd5d', '\x7b226d656d6265725f6964223a2264396236633537662d353735362d353466622d623866652d663836306634663334313164227d', 3, '2026-11-29 00:07:49.898929+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-238f-7748-99f7-30f45d9b0da8', 'add-building', '00000000-0000-0000-0000-000000000000', 'none', '\x9d5ba8470d68083cbac95852bed506b3cd03344893eb4b9e45282a13c8067216', '\x7b226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631227d', 4, '2026-11-29 00:07:49.907102+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-239d-73b8-9934-195cbf28986e', 'open-room', '00000000-0000-0000-0000-000000000000', 'none', '\x62d2fd690b5f032b54ea8443021c4566609972f45af79dece7817f51a6c5e4f4', '\x7b22726f6f6d5f6964223a2230316132323461312d323339642d373362382d393933342d313935643465393762633135222c22736561745f696473223a5b5d7d', 5, '2026-11-29 00:07:49.925334+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-23a9-75e2-9940-a9ab521b44fc', 'open-room', '00000000-0000-0000-0000-000000000000', 'none', '\xa7952fb424394f9fd567ffa12692b2f6f0bd2e74ff29a9bedbbf652abf6bb8d9', '\x7b22726f6f6d5f6964223a2230316132323461312d323361392d373565322d393934302d613961633565336237353036222c22736561745f696473223a5b2230316132323461312d323361392d373565322d393934302d613961643965393234326336222c2230316132323461312d323361612d373366632d386364642d323062373064643436346364225d7d', 6, '2026-11-29 00:07:49.931346+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-23b1-76ac-90f5-46f96ae9d63c', 'place-booking', '49ca599e-035e-52b8-991c-b1575afe08d9', 'none', '\x5ec9eeb0d97decf048bfa3aa65f04816c89d565843b3dd989fac55a21958ff40', '\x7b22626f6f6b696e675f6964223a2230316132323461312d323362312d373661632d393066352d343666616533356362346635222c22737461747573223a22636f6e6669726d6564227d', 7, '2026-11-29 00:07:49.94292+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-23b9-7593-843a-94423d91a62b', 'reschedule-booking', '49ca599e-035e-52b8-991c-b1575afe08d9', 'none', '\x8c4c0f36fa76172b62b68e847599cd2798881a52789ec741fb3d67555c470957', '\x7b22626f6f6b696e675f6964223a2230316132323461312d323362312d373661632d393066352d343666616533356362346635222c22737461747573223a22636f6e6669726d6564227d', 8, '2026-11-29 00:07:49.949931+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-23c5-7429-9618-3f185f3cceb5', 'place-booking', '49ca599e-035e-52b8-991c-b1575afe08d9', 'none', '\x60b7066178ae91eaff7d8cf9194b00ce894ce6a8d93f1c22a715542fb73a54dd', '\x7b22626f6f6b696e675f6964223a2230316132323461312d323363352d373432392d393631382d336631396333633735626630222c22737461747573223a22636f6e6669726d6564227d', 9, '2026-11-29 00:07:49.963624+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-23d0-74f6-9fd4-634406a7a7b8', 'cancel-booking', '49ca599e-035e-52b8-991c-b1575afe08d9', 'none', '\x6928cac4067ed7c62896df7be89a092ddf5371c1ffad51cfaeaad4a00d55e20a', '\x7b22626f6f6b696e675f6964223a2230316132323461312d323363352d373432392d393631382d336631396333633735626630222c22737461747573223a2263616e63656c6c6564227d', 10, '2026-11-29 00:07:49.969746+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-23db-71d7-a4d5-af2bdd873c0d', 'place-booking', '49ca599e-035e-52b8-991c-b1575afe08d9', 'none', '\xf328c66fcb6dfc0d5ab32aa348ff76b191f278a9e3acbf0916d923a701f2a1fb', '\x7b22626f6f6b696e675f6964223a2230316132323461312d323364622d373164372d613464352d616632633232383064353033222c22737461747573223a22636f6e6669726d6564227d', 11, '2026-11-29 00:07:49.985381+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-23e4-77e0-b71f-d3debe34671c', 'place-series', '49ca599e-035e-52b8-991c-b1575afe08d9', 'none', '\x4d2a8b4134e6c140f6194455e560d826d6db8cc5a63080e96f2375ff5f19cfee', '\x7b227365726965735f6964223a2230316132323461312d323365352d373538642d623465612d386163333564656366663934222c22706c61636564223a5b7b226f6363757272656e6365223a22323033312d30332d32345431353a30303a3030222c22626f6f6b696e675f6964223a2230316132323461312d323365352d373538642d393035332d373135333737646664623561222c227374617274735f6174223a22323033312d30332d32345431343a30303a30305a222c22656e64735f6174223a22323033312d30332d32345431353a30303a30305a222c22737461747573223a22636f6e6669726d6564222c226e6f7465223a6e756c6c7d2c7b226f6363757272656e6365223a22323033312d30332d33315431353a30303a3030222c22626f6f6b696e675f6964223a2230316132323461312d323365352d373538642d616163652d303934633665633262663630222c227374617274735f6174223a22323033312d30332d33315431333a30303a30305a222c22656e64735f6174223a22323033312d30332d33315431343a30303a30305a222c22737461747573223a22636f6e6669726d6564222c226e6f7465223a6e756c6c7d2c7b226f6363757272656e6365223a22323033312d30342d30375431353a30303a3030222c22626f6f6b696e675f6964223a2230316132323461312d323365352d373538642d613664302d353064616639613966626239222c227374617274735f6174223a22323033312d30342d30375431333a30303a30305a222c22656e64735f6174223a22323033312d30342d30375431343a30303a30305a222c22737461747573223a22636f6e6669726d6564222c226e6f7465223a6e756c6c7d2c7b226f6363757272656e6365223a22323033312d30342d31345431353a30303a3030222c22626f6f6b696e675f6964223a2230316132323461312d323365352d373538642d616464352d323863336332656632623861222c227374617274735f6174223a22323033312d30342d31345431333a30303a30305a222c22656e64735f6174223a22323033312d30342d31345431343a30303a30305a222c22737461747573223a22636f6e6669726d6564222c226e6f7465223a6e756c6c7d5d2c22736b6970706564223a5b5d2c22636f6e74696e7565735f77697468223a6e756c6c7d', 16, '2026-11-29 00:07:49.991557+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-23f2-73b0-8c7a-86354bd0b621', 'invite-member', '00000000-0000-0000-0000-000000000000', 'none', '\x30f481c9120cfdf25ee068c211c5464b2217390958ef30ec675167f864a6d0ab', '\x7b226d656d6265725f6964223a2263393663343833342d623137392d353737612d613838662d343761646638306635613663227d', 17, '2026-11-29 00:07:50.03157+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-2418-7739-a45d-ce4e9bc2972f', 'join-waitlist', 'c96c4834-b179-577a-a88f-47adf80f5a6c', 'none', '\x2f462d5ea7c7802e9c5a01d4ee29d55ec42bc99f93d07a560bc2615800612576', '\x7b22776169746c6973745f6964223a2230316132323461312d323431392d373131322d393330652d373731303566326634386438222c22737461747573223a2277616974696e67222c22626f6f6b696e675f6964223a6e756c6c7d', 18, '2026-11-29 00:07:50.045818+00');
INSERT INTO the_schema_of_a_release.commands VALUES ('01a224a1-2425-77ae-8d20-d5293ae185d9', 'close-room', '00000000-0000-0000-0000-000000000000', 'none', '\xc22bcc630818f6b3f31818f9a4523330a5284bc7b5c15d5755fb9b080763ab84', '\x7b22636c6f737572655f6964223a2230316132323461312d323432382d373539612d393361652d613466393637353033316331222c22646973706c61636564223a5b5d7d', 19, '2026-11-29 00:07:50.057645+00');


--
-- Data for Name: deadlines_bookings; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: directory_branding; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: directory_buildings; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.directory_buildings VALUES ('01a224a1-238f-7748-99f7-30f512ca7e61', 'Harbour House', '', 'Europe/Berlin', '{"fri": [["00:00", "24:00"]], "mon": [["00:00", "24:00"]], "sat": [["00:00", "24:00"]], "sun": [["00:00", "24:00"]], "thu": [["00:00", "24:00"]], "tue": [["00:00", "24:00"]], "wed": [["00:00", "24:00"]]}', '{}', NULL, NULL, 1);


--
-- Data for Name: directory_closures; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.directory_closures VALUES ('01a224a1-2428-759a-93ae-a4f9675031c1', '2031-03-25 09:00:00+00', '2031-03-25 17:00:00+00', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, 'Paint');


--
-- Data for Name: directory_floors; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: directory_levels; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: directory_rooms; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.directory_rooms VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '01a224a1-238f-7748-99f7-30f512ca7e61', NULL, 'Aquarium', 'meeting_room', 8, '{}', '{}', '{}', '{}', '{01a224a1-239d-73b8-9934-195d4e97bc15}', false, '{}', 1, NULL, 2);
INSERT INTO the_schema_of_a_release.directory_rooms VALUES ('01a224a1-23a9-75e2-9940-a9ac5e3b7506', '01a224a1-238f-7748-99f7-30f512ca7e61', NULL, 'Desks', 'open_space', 2, '{}', '{}', '{}', '{}', '{01a224a1-23a9-75e2-9940-a9ac5e3b7506,01a224a1-23a9-75e2-9940-a9ad9e9242c6,01a224a1-23aa-73fc-8cdd-20b70dd464cd}', false, '{}', 1, NULL, 1);


--
-- Data for Name: directory_seats; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.directory_seats VALUES ('01a224a1-23a9-75e2-9940-a9ad9e9242c6', '01a224a1-23a9-75e2-9940-a9ac5e3b7506', 'A', 0);
INSERT INTO the_schema_of_a_release.directory_seats VALUES ('01a224a1-23aa-73fc-8cdd-20b70dd464cd', '01a224a1-23a9-75e2-9940-a9ac5e3b7506', 'B', 1);


--
-- Data for Name: effects; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: events; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.events VALUES ('49ca599e-035e-52b8-991c-b1575afe08d9', 1, 'member.invited', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a227d', 1, '2026-11-29 00:07:49.846371+00', '00000000-0000-0000-0000-000000000000', '01a224a1-21ac-70da-aa61-8f00db8d6b89', '01a224a1-21ac-70da-aa61-8f00db8d6b89', '\x9e5d457e912eac518d6d49083c344f2837ccb904e36e5997b84d35f8d2358eea');
INSERT INTO the_schema_of_a_release.events VALUES ('d9b6c57f-5756-54fb-b8fe-f860f4f3411d', 1, 'member.invited', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a227d', 2, '2026-11-29 00:07:49.889834+00', '00000000-0000-0000-0000-000000000000', '01a224a1-2364-7442-870b-c8d9075f8900', '01a224a1-2364-7442-870b-c8d9075f8900', '\x939d647242e4725cbd8bfeffad4873e72424ba9057f4b37e8729601dbc53f24c');
INSERT INTO the_schema_of_a_release.events VALUES ('d9b6c57f-5756-54fb-b8fe-f860f4f3411d', 2, 'member.role_granted', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c22726f6c65223a226f776e6572227d', 3, '2026-11-29 00:07:49.898929+00', '00000000-0000-0000-0000-000000000000', '01a224a1-2389-7728-b686-d5b3a45acfe2', '01a224a1-2389-7728-b686-d5b3a45acfe2', '\x4bab238bc0fb7fcd47f3d7e429a41c78cc0fae3ad941f46a9680cb4731358d85');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-238f-7748-99f7-30f512ca7e61', 1, 'building.added', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226e616d65223a22486172626f757220486f757365222c2261646472657373223a22222c2274696d655f7a6f6e65223a224575726f70652f4265726c696e222c226f70656e696e675f686f757273223a7b226d6f6e223a5b5b2230303a3030222c2232343a3030225d5d2c22747565223a5b5b2230303a3030222c2232343a3030225d5d2c22776564223a5b5b2230303a3030222c2232343a3030225d5d2c22746875223a5b5b2230303a3030222c2232343a3030225d5d2c22667269223a5b5b2230303a3030222c2232343a3030225d5d2c22736174223a5b5b2230303a3030222c2232343a3030225d5d2c2273756e223a5b5b2230303a3030222c2232343a3030225d5d7d7d', 4, '2026-11-29 00:07:49.907102+00', '00000000-0000-0000-0000-000000000000', '01a224a1-238f-7748-99f7-30f45d9b0da8', '01a224a1-238f-7748-99f7-30f45d9b0da8', '\xd8cce04745fb5ca2902852604b4799140dfb14f8a715f71b1d66b45fdc335853');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', 1, 'room.opened', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c226e616d65223a22417175617269756d222c226b696e64223a226d656574696e675f726f6f6d222c226361706163697479223a387d', 5, '2026-11-29 00:07:49.925334+00', '00000000-0000-0000-0000-000000000000', '01a224a1-239d-73b8-9934-195cbf28986e', '01a224a1-239d-73b8-9934-195cbf28986e', '\x2eeb5bb27aac3da80bff1bb368631c0989e4a1f86a2528cca267367da7e10d76');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-23a9-75e2-9940-a9ac5e3b7506', 1, 'room.opened', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c226e616d65223a224465736b73222c226b696e64223a226f70656e5f7370616365222c226361706163697479223a322c227365617473223a5b7b22736561745f6964223a2230316132323461312d323361392d373565322d393934302d613961643965393234326336222c226e616d65223a2241227d2c7b22736561745f6964223a2230316132323461312d323361612d373366632d386364642d323062373064643436346364222c226e616d65223a2242227d5d7d', 6, '2026-11-29 00:07:49.931346+00', '00000000-0000-0000-0000-000000000000', '01a224a1-23a9-75e2-9940-a9ab521b44fc', '01a224a1-23a9-75e2-9940-a9ab521b44fc', '\x511e21a4567206d8529c1e5201eb17a6f144b1f9ea0767e79f3d56471b2acf57');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-23b1-76ac-90f5-46fae35cb4f5', 1, 'booking.placed', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c22726f6f6d5f6964223a2230316132323461312d323339642d373362382d393933342d313935643465393762633135222c226d656d6265725f6964223a2234396361353939652d303335652d353262382d393931632d623135373561666530386439222c227374617274735f6174223a22323033312d30332d32345430393a30303a30305a222c22656e64735f6174223a22323033312d30332d32345431303a30303a30305a222c2274696d655f7a6f6e65223a224575726f70652f4265726c696e222c22756e697473223a5b2230316132323461312d323339642d373362382d393933342d313935643465393762633135225d2c227469746c65223a227365616c65643a34396361353939652d303335652d353262382d393931632d6231353735616665303864393a4476484c6e326559796476786171624d6b653850354731347439776b503145762d707743505767364a636b614451386d227d', 7, '2026-11-29 00:07:49.94292+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23b1-76ac-90f5-46f96ae9d63c', '01a224a1-23b1-76ac-90f5-46f96ae9d63c', '\x07d947f276d98e61993aed698322fd6f139c8795e3427dcb01e500456ed5d364');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-23b1-76ac-90f5-46fae35cb4f5', 2, 'booking.rescheduled', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c22726f6f6d5f6964223a2230316132323461312d323339642d373362382d393933342d313935643465393762633135222c227374617274735f6174223a22323033312d30332d32345431303a30303a30305a222c22656e64735f6174223a22323033312d30332d32345431313a30303a30305a222c2274696d655f7a6f6e65223a224575726f70652f4265726c696e222c22756e697473223a5b2230316132323461312d323339642d373362382d393933342d313935643465393762633135225d7d', 8, '2026-11-29 00:07:49.949931+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23b9-7593-843a-94423d91a62b', '01a224a1-23b9-7593-843a-94423d91a62b', '\x8cb213c6f065cbe0fba9c0a790be87ea3532f1d2e4da30a63b00cc5f164b0646');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-23c5-7429-9618-3f19c3c75bf0', 1, 'booking.placed', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c22726f6f6d5f6964223a2230316132323461312d323339642d373362382d393933342d313935643465393762633135222c226d656d6265725f6964223a2234396361353939652d303335652d353262382d393931632d623135373561666530386439222c227374617274735f6174223a22323033312d30332d32345431323a30303a30305a222c22656e64735f6174223a22323033312d30332d32345431333a30303a30305a222c2274696d655f7a6f6e65223a224575726f70652f4265726c696e222c22756e697473223a5b2230316132323461312d323339642d373362382d393933342d313935643465393762633135225d7d', 9, '2026-11-29 00:07:49.963624+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23c5-7429-9618-3f185f3cceb5', '01a224a1-23c5-7429-9618-3f185f3cceb5', '\xb0b74d06444a059893a1b99f8f5190c990a2f1d943f9bdf103074516b70a5cba');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-23c5-7429-9618-3f19c3c75bf0', 2, 'booking.cancelled', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c22726561736f6e223a227365616c65643a34396361353939652d303335652d353262382d393931632d6231353735616665303864393a445a454d4d306c3243774c725833584e764b5169764f6370625a4b636b544a4566557a79596730323651227d', 10, '2026-11-29 00:07:49.969746+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23d0-74f6-9fd4-634406a7a7b8', '01a224a1-23d0-74f6-9fd4-634406a7a7b8', '\x7fde35d91470c68c31024b933bfeae92dd6e4fe092cdd7a22e53aef675047ca2');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-23db-71d7-a4d5-af2c2280d503', 1, 'booking.placed', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c22726f6f6d5f6964223a2230316132323461312d323361392d373565322d393934302d613961633565336237353036222c22736561745f6964223a2230316132323461312d323361392d373565322d393934302d613961643965393234326336222c226d656d6265725f6964223a2234396361353939652d303335652d353262382d393931632d623135373561666530386439222c227374617274735f6174223a22323033312d30332d32345430393a30303a30305a222c22656e64735f6174223a22323033312d30332d32345431373a30303a30305a222c2274696d655f7a6f6e65223a224575726f70652f4265726c696e222c22756e697473223a5b2230316132323461312d323361392d373565322d393934302d613961643965393234326336225d7d', 11, '2026-11-29 00:07:49.985381+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23db-71d7-a4d5-af2bdd873c0d', '01a224a1-23db-71d7-a4d5-af2bdd873c0d', '\xa6dbfa624603da2085849259152c91534445932f41a6f1d5989e4239b30c391f');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-23e5-758d-b4ea-8ac35decff94', 1, 'series.placed', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c22726f6f6d5f6964223a2230316132323461312d323339642d373362382d393933342d313935643465393762633135222c226d656d6265725f6964223a2234396361353939652d303335652d353262382d393931632d623135373561666530386439222c2274696d655f7a6f6e65223a224575726f70652f4265726c696e222c22737461727473223a22323033312d30332d32345431353a30303a3030222c22656e6473223a22323033312d30332d32345431363a30303a3030222c227272756c65223a22465245513d5745454b4c593b434f554e543d34222c227469746c65223a227365616c65643a34396361353939652d303335652d353262382d393931632d6231353735616665303864393a646b635055376f6c64337837625852354263384f573630642d2d4d644a5f6e59726c30424d4d6871376362486a41222c226e6f5f73686f77735f72756c65223a7b2272756c65223a227365726965735f6e6f5f73686f7773222c2276616c7565223a332c22736f75726365223a7b226c6576656c223a2264656661756c74222c226964223a6e756c6c2c2276657273696f6e223a307d7d7d', 12, '2026-11-29 00:07:49.991557+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23e4-77e0-b71f-d3debe34671c', '01a224a1-23e4-77e0-b71f-d3debe34671c', '\x564a584a1b4f5a06b515473b462b8f5ba18cd48d2140080f081dccb159eec0c6');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-23e5-758d-9053-715377dfdb5a', 1, 'booking.placed', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c22726f6f6d5f6964223a2230316132323461312d323339642d373362382d393933342d313935643465393762633135222c226d656d6265725f6964223a2234396361353939652d303335652d353262382d393931632d623135373561666530386439222c227374617274735f6174223a22323033312d30332d32345431343a30303a30305a222c22656e64735f6174223a22323033312d30332d32345431353a30303a30305a222c2274696d655f7a6f6e65223a224575726f70652f4265726c696e222c22756e697473223a5b2230316132323461312d323339642d373362382d393933342d313935643465393762633135225d2c227469746c65223a227365616c65643a34396361353939652d303335652d353262382d393931632d6231353735616665303864393a646b635055376f6c64337837625852354263384f573630642d2d4d644a5f6e59726c30424d4d6871376362486a41222c227365726965735f6964223a2230316132323461312d323365352d373538642d623465612d386163333564656366663934222c226f6363757272656e6365223a22323033312d30332d32345431353a30303a3030227d', 13, '2026-11-29 00:07:49.991557+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23e4-77e0-b71f-d3debe34671c', '01a224a1-23e4-77e0-b71f-d3debe34671c', '\xb6afc8dbd14b0a91db098082790cbfb30cb4bf42b2ba22565e2c42978a494292');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-23e5-758d-aace-094c6ec2bf60', 1, 'booking.placed', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c22726f6f6d5f6964223a2230316132323461312d323339642d373362382d393933342d313935643465393762633135222c226d656d6265725f6964223a2234396361353939652d303335652d353262382d393931632d623135373561666530386439222c227374617274735f6174223a22323033312d30332d33315431333a30303a30305a222c22656e64735f6174223a22323033312d30332d33315431343a30303a30305a222c2274696d655f7a6f6e65223a224575726f70652f4265726c696e222c22756e697473223a5b2230316132323461312d323339642d373362382d393933342d313935643465393762633135225d2c227469746c65223a227365616c65643a34396361353939652d303335652d353262382d393931632d6231353735616665303864393a646b635055376f6c64337837625852354263384f573630642d2d4d644a5f6e59726c30424d4d6871376362486a41222c227365726965735f6964223a2230316132323461312d323365352d373538642d623465612d386163333564656366663934222c226f6363757272656e6365223a22323033312d30332d33315431353a30303a3030227d', 14, '2026-11-29 00:07:49.991557+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23e4-77e0-b71f-d3debe34671c', '01a224a1-23e4-77e0-b71f-d3debe34671c', '\x287fe4724c08eb31ac70f9861a5675a2107a10d4e6b9cfb6def8b2e4e57e6bf0');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-23e5-758d-a6d0-50daf9a9fbb9', 1, 'booking.placed', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c22726f6f6d5f6964223a2230316132323461312d323339642d373362382d393933342d313935643465393762633135222c226d656d6265725f6964223a2234396361353939652d303335652d353262382d393931632d623135373561666530386439222c227374617274735f6174223a22323033312d30342d30375431333a30303a30305a222c22656e64735f6174223a22323033312d30342d30375431343a30303a30305a222c2274696d655f7a6f6e65223a224575726f70652f4265726c696e222c22756e697473223a5b2230316132323461312d323339642d373362382d393933342d313935643465393762633135225d2c227469746c65223a227365616c65643a34396361353939652d303335652d353262382d393931632d6231353735616665303864393a646b635055376f6c64337837625852354263384f573630642d2d4d644a5f6e59726c30424d4d6871376362486a41222c227365726965735f6964223a2230316132323461312d323365352d373538642d623465612d386163333564656366663934222c226f6363757272656e6365223a22323033312d30342d30375431353a30303a3030227d', 15, '2026-11-29 00:07:49.991557+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23e4-77e0-b71f-d3debe34671c', '01a224a1-23e4-77e0-b71f-d3debe34671c', '\x3e778f13c8537f45690d410051fb9d551d28e6fe47dcb6d099d4e9ce21de1be2');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-23e5-758d-add5-28c3c2ef2b8a', 1, 'booking.placed', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c22726f6f6d5f6964223a2230316132323461312d323339642d373362382d393933342d313935643465393762633135222c226d656d6265725f6964223a2234396361353939652d303335652d353262382d393931632d623135373561666530386439222c227374617274735f6174223a22323033312d30342d31345431333a30303a30305a222c22656e64735f6174223a22323033312d30342d31345431343a30303a30305a222c2274696d655f7a6f6e65223a224575726f70652f4265726c696e222c22756e697473223a5b2230316132323461312d323339642d373362382d393933342d313935643465393762633135225d2c227469746c65223a227365616c65643a34396361353939652d303335652d353262382d393931632d6231353735616665303864393a646b635055376f6c64337837625852354263384f573630642d2d4d644a5f6e59726c30424d4d6871376362486a41222c227365726965735f6964223a2230316132323461312d323365352d373538642d623465612d386163333564656366663934222c226f6363757272656e6365223a22323033312d30342d31345431353a30303a3030227d', 16, '2026-11-29 00:07:49.991557+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23e4-77e0-b71f-d3debe34671c', '01a224a1-23e4-77e0-b71f-d3debe34671c', '\x065f7315712f451a9fea3d7dc3e491c0d4753b32ef5e6dddda519b4f895bae1a');
INSERT INTO the_schema_of_a_release.events VALUES ('c96c4834-b179-577a-a88f-47adf80f5a6c', 1, 'member.invited', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a227d', 17, '2026-11-29 00:07:50.03157+00', '00000000-0000-0000-0000-000000000000', '01a224a1-23f2-73b0-8c7a-86354bd0b621', '01a224a1-23f2-73b0-8c7a-86354bd0b621', '\x87445b2eae45a683148e8912762ee095e6fdb8cc5d9f9b68e399876a2cf17996');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-2419-7112-930e-77105f2f48d8', 1, 'waitlist.joined', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c226d656d6265725f6964223a2263393663343833342d623137392d353737612d613838662d343761646638306635613663222c226275696c64696e675f6964223a2230316132323461312d323338662d373734382d393966372d333066353132636137653631222c22726f6f6d5f6964223a2230316132323461312d323339642d373362382d393933342d313935643465393762633135222c227374617274735f6174223a22323033312d30332d32345431303a30303a30305a222c22656e64735f6174223a22323033312d30332d32345431313a30303a30305a227d', 18, '2026-11-29 00:07:50.045818+00', 'c96c4834-b179-577a-a88f-47adf80f5a6c', '01a224a1-2418-7739-a45d-ce4e9bc2972f', '01a224a1-2418-7739-a45d-ce4e9bc2972f', '\xb8ca1e70103cb3a1f475a0c4310afd01fd3c4881efa9eac2d1255664f80025fd');
INSERT INTO the_schema_of_a_release.events VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', 2, 'room.closed', '\x7b2274696d657374616d70223a22323033312d30332d32345430373a33303a30305a222c22636c6f737572655f6964223a2230316132323461312d323432382d373539612d393361652d613466393637353033316331222c227374617274735f6174223a22323033312d30332d32355430393a30303a30305a222c22656e64735f6174223a22323033312d30332d32355431373a30303a30305a222c22726561736f6e223a225061696e74222c22756e697473223a5b2230316132323461312d323339642d373362382d393933342d313935643465393762633135225d7d', 19, '2026-11-29 00:07:50.057645+00', '00000000-0000-0000-0000-000000000000', '01a224a1-2425-77ae-8d20-d5293ae185d9', '01a224a1-2425-77ae-8d20-d5293ae185d9', '\xc44570231614affb11be6b62cc18bce6cde5392ddc3af813a1bd538235eba9e2');


--
-- Data for Name: file_variants; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: files; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: handed_out; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: history_events; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.history_events VALUES (1, '49ca599e-035e-52b8-991c-b1575afe08d9', 1, 'member.invited', '2026-11-29 00:07:49.846371+00', '00000000-0000-0000-0000-000000000000', '01a224a1-21ac-70da-aa61-8f00db8d6b89', '01a224a1-21ac-70da-aa61-8f00db8d6b89', '{"timestamp": "2031-03-24T07:30:00Z"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (2, 'd9b6c57f-5756-54fb-b8fe-f860f4f3411d', 1, 'member.invited', '2026-11-29 00:07:49.889834+00', '00000000-0000-0000-0000-000000000000', '01a224a1-2364-7442-870b-c8d9075f8900', '01a224a1-2364-7442-870b-c8d9075f8900', '{"timestamp": "2031-03-24T07:30:00Z"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (3, 'd9b6c57f-5756-54fb-b8fe-f860f4f3411d', 2, 'member.role_granted', '2026-11-29 00:07:49.898929+00', '00000000-0000-0000-0000-000000000000', '01a224a1-2389-7728-b686-d5b3a45acfe2', '01a224a1-2389-7728-b686-d5b3a45acfe2', '{"role": "owner", "timestamp": "2031-03-24T07:30:00Z"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (4, '01a224a1-238f-7748-99f7-30f512ca7e61', 1, 'building.added', '2026-11-29 00:07:49.907102+00', '00000000-0000-0000-0000-000000000000', '01a224a1-238f-7748-99f7-30f45d9b0da8', '01a224a1-238f-7748-99f7-30f45d9b0da8', '{"name": "Harbour House", "address": "", "time_zone": "Europe/Berlin", "timestamp": "2031-03-24T07:30:00Z", "opening_hours": {"fri": [["00:00", "24:00"]], "mon": [["00:00", "24:00"]], "sat": [["00:00", "24:00"]], "sun": [["00:00", "24:00"]], "thu": [["00:00", "24:00"]], "tue": [["00:00", "24:00"]], "wed": [["00:00", "24:00"]]}}');
INSERT INTO the_schema_of_a_release.history_events VALUES (5, '01a224a1-239d-73b8-9934-195d4e97bc15', 1, 'room.opened', '2026-11-29 00:07:49.925334+00', '00000000-0000-0000-0000-000000000000', '01a224a1-239d-73b8-9934-195cbf28986e', '01a224a1-239d-73b8-9934-195cbf28986e', '{"kind": "meeting_room", "name": "Aquarium", "capacity": 8, "timestamp": "2031-03-24T07:30:00Z", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (6, '01a224a1-23a9-75e2-9940-a9ac5e3b7506', 1, 'room.opened', '2026-11-29 00:07:49.931346+00', '00000000-0000-0000-0000-000000000000', '01a224a1-23a9-75e2-9940-a9ab521b44fc', '01a224a1-23a9-75e2-9940-a9ab521b44fc', '{"kind": "open_space", "name": "Desks", "seats": [{"name": "A", "seat_id": "01a224a1-23a9-75e2-9940-a9ad9e9242c6"}, {"name": "B", "seat_id": "01a224a1-23aa-73fc-8cdd-20b70dd464cd"}], "capacity": 2, "timestamp": "2031-03-24T07:30:00Z", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (7, '01a224a1-23b1-76ac-90f5-46fae35cb4f5', 1, 'booking.placed', '2026-11-29 00:07:49.94292+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23b1-76ac-90f5-46f96ae9d63c', '01a224a1-23b1-76ac-90f5-46f96ae9d63c', '{"title": "sealed:49ca599e-035e-52b8-991c-b1575afe08d9:DvHLn2eYydvxaqbMke8P5G14t9wkP1Ev-pwCPWg6JckaDQ8m", "units": ["01a224a1-239d-73b8-9934-195d4e97bc15"], "ends_at": "2031-03-24T10:00:00Z", "room_id": "01a224a1-239d-73b8-9934-195d4e97bc15", "member_id": "49ca599e-035e-52b8-991c-b1575afe08d9", "starts_at": "2031-03-24T09:00:00Z", "time_zone": "Europe/Berlin", "timestamp": "2031-03-24T07:30:00Z", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (8, '01a224a1-23b1-76ac-90f5-46fae35cb4f5', 2, 'booking.rescheduled', '2026-11-29 00:07:49.949931+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23b9-7593-843a-94423d91a62b', '01a224a1-23b9-7593-843a-94423d91a62b', '{"units": ["01a224a1-239d-73b8-9934-195d4e97bc15"], "ends_at": "2031-03-24T11:00:00Z", "room_id": "01a224a1-239d-73b8-9934-195d4e97bc15", "starts_at": "2031-03-24T10:00:00Z", "time_zone": "Europe/Berlin", "timestamp": "2031-03-24T07:30:00Z", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (9, '01a224a1-23c5-7429-9618-3f19c3c75bf0', 1, 'booking.placed', '2026-11-29 00:07:49.963624+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23c5-7429-9618-3f185f3cceb5', '01a224a1-23c5-7429-9618-3f185f3cceb5', '{"units": ["01a224a1-239d-73b8-9934-195d4e97bc15"], "ends_at": "2031-03-24T13:00:00Z", "room_id": "01a224a1-239d-73b8-9934-195d4e97bc15", "member_id": "49ca599e-035e-52b8-991c-b1575afe08d9", "starts_at": "2031-03-24T12:00:00Z", "time_zone": "Europe/Berlin", "timestamp": "2031-03-24T07:30:00Z", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (10, '01a224a1-23c5-7429-9618-3f19c3c75bf0', 2, 'booking.cancelled', '2026-11-29 00:07:49.969746+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23d0-74f6-9fd4-634406a7a7b8', '01a224a1-23d0-74f6-9fd4-634406a7a7b8', '{"reason": "sealed:49ca599e-035e-52b8-991c-b1575afe08d9:DZEMM0l2CwLrX3XNvKQivOcpbZKckTJEfUzyYg026Q", "timestamp": "2031-03-24T07:30:00Z"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (11, '01a224a1-23db-71d7-a4d5-af2c2280d503', 1, 'booking.placed', '2026-11-29 00:07:49.985381+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23db-71d7-a4d5-af2bdd873c0d', '01a224a1-23db-71d7-a4d5-af2bdd873c0d', '{"units": ["01a224a1-23a9-75e2-9940-a9ad9e9242c6"], "ends_at": "2031-03-24T17:00:00Z", "room_id": "01a224a1-23a9-75e2-9940-a9ac5e3b7506", "seat_id": "01a224a1-23a9-75e2-9940-a9ad9e9242c6", "member_id": "49ca599e-035e-52b8-991c-b1575afe08d9", "starts_at": "2031-03-24T09:00:00Z", "time_zone": "Europe/Berlin", "timestamp": "2031-03-24T07:30:00Z", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (12, '01a224a1-23e5-758d-b4ea-8ac35decff94', 1, 'series.placed', '2026-11-29 00:07:49.991557+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23e4-77e0-b71f-d3debe34671c', '01a224a1-23e4-77e0-b71f-d3debe34671c', '{"ends": "2031-03-24T16:00:00", "rrule": "FREQ=WEEKLY;COUNT=4", "title": "sealed:49ca599e-035e-52b8-991c-b1575afe08d9:dkcPU7old3x7bXR5Bc8OW60d--MdJ_nYrl0BMMhq7cbHjA", "starts": "2031-03-24T15:00:00", "room_id": "01a224a1-239d-73b8-9934-195d4e97bc15", "member_id": "49ca599e-035e-52b8-991c-b1575afe08d9", "time_zone": "Europe/Berlin", "timestamp": "2031-03-24T07:30:00Z", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61", "no_shows_rule": {"rule": "series_no_shows", "value": 3, "source": {"id": null, "level": "default", "version": 0}}}');
INSERT INTO the_schema_of_a_release.history_events VALUES (13, '01a224a1-23e5-758d-9053-715377dfdb5a', 1, 'booking.placed', '2026-11-29 00:07:49.991557+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23e4-77e0-b71f-d3debe34671c', '01a224a1-23e4-77e0-b71f-d3debe34671c', '{"title": "sealed:49ca599e-035e-52b8-991c-b1575afe08d9:dkcPU7old3x7bXR5Bc8OW60d--MdJ_nYrl0BMMhq7cbHjA", "units": ["01a224a1-239d-73b8-9934-195d4e97bc15"], "ends_at": "2031-03-24T15:00:00Z", "room_id": "01a224a1-239d-73b8-9934-195d4e97bc15", "member_id": "49ca599e-035e-52b8-991c-b1575afe08d9", "series_id": "01a224a1-23e5-758d-b4ea-8ac35decff94", "starts_at": "2031-03-24T14:00:00Z", "time_zone": "Europe/Berlin", "timestamp": "2031-03-24T07:30:00Z", "occurrence": "2031-03-24T15:00:00", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (14, '01a224a1-23e5-758d-aace-094c6ec2bf60', 1, 'booking.placed', '2026-11-29 00:07:49.991557+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23e4-77e0-b71f-d3debe34671c', '01a224a1-23e4-77e0-b71f-d3debe34671c', '{"title": "sealed:49ca599e-035e-52b8-991c-b1575afe08d9:dkcPU7old3x7bXR5Bc8OW60d--MdJ_nYrl0BMMhq7cbHjA", "units": ["01a224a1-239d-73b8-9934-195d4e97bc15"], "ends_at": "2031-03-31T14:00:00Z", "room_id": "01a224a1-239d-73b8-9934-195d4e97bc15", "member_id": "49ca599e-035e-52b8-991c-b1575afe08d9", "series_id": "01a224a1-23e5-758d-b4ea-8ac35decff94", "starts_at": "2031-03-31T13:00:00Z", "time_zone": "Europe/Berlin", "timestamp": "2031-03-24T07:30:00Z", "occurrence": "2031-03-31T15:00:00", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (15, '01a224a1-23e5-758d-a6d0-50daf9a9fbb9', 1, 'booking.placed', '2026-11-29 00:07:49.991557+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23e4-77e0-b71f-d3debe34671c', '01a224a1-23e4-77e0-b71f-d3debe34671c', '{"title": "sealed:49ca599e-035e-52b8-991c-b1575afe08d9:dkcPU7old3x7bXR5Bc8OW60d--MdJ_nYrl0BMMhq7cbHjA", "units": ["01a224a1-239d-73b8-9934-195d4e97bc15"], "ends_at": "2031-04-07T14:00:00Z", "room_id": "01a224a1-239d-73b8-9934-195d4e97bc15", "member_id": "49ca599e-035e-52b8-991c-b1575afe08d9", "series_id": "01a224a1-23e5-758d-b4ea-8ac35decff94", "starts_at": "2031-04-07T13:00:00Z", "time_zone": "Europe/Berlin", "timestamp": "2031-03-24T07:30:00Z", "occurrence": "2031-04-07T15:00:00", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (16, '01a224a1-23e5-758d-add5-28c3c2ef2b8a', 1, 'booking.placed', '2026-11-29 00:07:49.991557+00', '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-23e4-77e0-b71f-d3debe34671c', '01a224a1-23e4-77e0-b71f-d3debe34671c', '{"title": "sealed:49ca599e-035e-52b8-991c-b1575afe08d9:dkcPU7old3x7bXR5Bc8OW60d--MdJ_nYrl0BMMhq7cbHjA", "units": ["01a224a1-239d-73b8-9934-195d4e97bc15"], "ends_at": "2031-04-14T14:00:00Z", "room_id": "01a224a1-239d-73b8-9934-195d4e97bc15", "member_id": "49ca599e-035e-52b8-991c-b1575afe08d9", "series_id": "01a224a1-23e5-758d-b4ea-8ac35decff94", "starts_at": "2031-04-14T13:00:00Z", "time_zone": "Europe/Berlin", "timestamp": "2031-03-24T07:30:00Z", "occurrence": "2031-04-14T15:00:00", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (17, 'c96c4834-b179-577a-a88f-47adf80f5a6c', 1, 'member.invited', '2026-11-29 00:07:50.03157+00', '00000000-0000-0000-0000-000000000000', '01a224a1-23f2-73b0-8c7a-86354bd0b621', '01a224a1-23f2-73b0-8c7a-86354bd0b621', '{"timestamp": "2031-03-24T07:30:00Z"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (18, '01a224a1-2419-7112-930e-77105f2f48d8', 1, 'waitlist.joined', '2026-11-29 00:07:50.045818+00', 'c96c4834-b179-577a-a88f-47adf80f5a6c', '01a224a1-2418-7739-a45d-ce4e9bc2972f', '01a224a1-2418-7739-a45d-ce4e9bc2972f', '{"ends_at": "2031-03-24T11:00:00Z", "room_id": "01a224a1-239d-73b8-9934-195d4e97bc15", "member_id": "c96c4834-b179-577a-a88f-47adf80f5a6c", "starts_at": "2031-03-24T10:00:00Z", "timestamp": "2031-03-24T07:30:00Z", "building_id": "01a224a1-238f-7748-99f7-30f512ca7e61"}');
INSERT INTO the_schema_of_a_release.history_events VALUES (19, '01a224a1-239d-73b8-9934-195d4e97bc15', 2, 'room.closed', '2026-11-29 00:07:50.057645+00', '00000000-0000-0000-0000-000000000000', '01a224a1-2425-77ae-8d20-d5293ae185d9', '01a224a1-2425-77ae-8d20-d5293ae185d9', '{"units": ["01a224a1-239d-73b8-9934-195d4e97bc15"], "reason": "Paint", "ends_at": "2031-03-25T17:00:00Z", "starts_at": "2031-03-25T09:00:00Z", "timestamp": "2031-03-24T07:30:00Z", "closure_id": "01a224a1-2428-759a-93ae-a4f9675031c1"}');


--
-- Data for Name: ledger_checkpoints; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: ledger_checks; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.ledger_checks VALUES ('new', 0, '\x0000000000000000000000000000000000000000000000000000000000000000', NULL, 0, '2026-11-29 00:07:46.697242+00', '2026-11-29 00:07:46.697242+00', NULL);
INSERT INTO the_schema_of_a_release.ledger_checks VALUES ('again', 0, '\x0000000000000000000000000000000000000000000000000000000000000000', NULL, 0, '2026-11-29 00:07:46.697398+00', '2026-11-29 00:07:46.697398+00', NULL);


--
-- Data for Name: ledger_faults; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: ledger_head; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.ledger_head VALUES (true, 19, '\xc44570231614affb11be6b62cc18bce6cde5392ddc3af813a1bd538235eba9e2', '2026-11-29 00:07:50.057645+00');


--
-- Data for Name: ledger_identity; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.ledger_identity VALUES (true, '35b6aa1e-0aae-40f6-8c46-844c18e051da');


--
-- Data for Name: letters; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: member_keys; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.member_keys VALUES ('49ca599e-035e-52b8-991c-b1575afe08d9', '\x82f47d4b659ad3b83d3f74b9190bfac578949a5f42762afed9fd23141a3d71e0eeddbaede385e382fc93ab5ae63594be9007d2b3fa1369e654761aa4', NULL, true);
INSERT INTO the_schema_of_a_release.member_keys VALUES ('d9b6c57f-5756-54fb-b8fe-f860f4f3411d', '\x3f6490fe2cf7cecb26234d88c5cca1f3d60062773fc6172bd2cef559b56071403436048ec6d70a55a4ed1ed928362e8cb394a6cd48f34923b6e336f2', NULL, true);
INSERT INTO the_schema_of_a_release.member_keys VALUES ('c96c4834-b179-577a-a88f-47adf80f5a6c', '\x9d8d9101a30f45c71c37657aaed5769c5b182fca77505931632968bceb38166931ec14b8528bcd0c7ac7fa0c60e3fc6c6df92902775c3f0164ab6b01', NULL, true);


--
-- Data for Name: notification_choices; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: notification_items; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: notification_settings; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: notifications; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: one_at_a_time; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.one_at_a_time VALUES ('promote who waits');


--
-- Data for Name: one_time_tokens; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: operator_acts; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: parked_events; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: passwords; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: people; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.people VALUES ('49ca599e-035e-52b8-991c-b1575afe08d9', 'member-1@example.org', 'Ada', 'ada', '2026-11-29 00:07:49.459848+00', NULL);
INSERT INTO the_schema_of_a_release.people VALUES ('d9b6c57f-5756-54fb-b8fe-f860f4f3411d', 'member-2@example.org', 'Ada', 'ada', '2026-11-29 00:07:49.8606+00', NULL);
INSERT INTO the_schema_of_a_release.people VALUES ('c96c4834-b179-577a-a88f-47adf80f5a6c', 'member-3@example.org', 'Ada', 'ada', '2026-11-29 00:07:50.002478+00', NULL);


--
-- Data for Name: plans_drawings; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: plans_places; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: processes; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: projections; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.projections VALUES ('directory', 'live', 5, 19, 0, true, '2026-11-29 00:07:47.090843+00', '2026-11-29 00:07:50.095108+00', 0, 0, '2026-11-29 00:07:47.090843+00');
INSERT INTO the_schema_of_a_release.projections VALUES ('plans', 'live', 1, 19, 0, true, '2026-11-29 00:07:47.325206+00', '2026-11-29 00:07:50.095108+00', 0, 0, '2026-11-29 00:07:47.325206+00');
INSERT INTO the_schema_of_a_release.projections VALUES ('calendar', 'live', 2, 19, 0, true, '2026-11-29 00:07:47.413053+00', '2026-11-29 00:07:50.095108+00', 0, 0, '2026-11-29 00:07:47.413053+00');
INSERT INTO the_schema_of_a_release.projections VALUES ('availability', 'live', 1, 19, 0, true, '2026-11-29 00:07:47.507729+00', '2026-11-29 00:07:50.095108+00', 0, 0, '2026-11-29 00:07:47.507729+00');
INSERT INTO the_schema_of_a_release.projections VALUES ('deadlines', 'live', 1, 19, 0, true, '2026-11-29 00:07:47.551182+00', '2026-11-29 00:07:50.095108+00', 0, 0, '2026-11-29 00:07:47.551182+00');
INSERT INTO the_schema_of_a_release.projections VALUES ('waitlist', 'live', 1, 19, 0, true, '2026-11-29 00:07:47.608042+00', '2026-11-29 00:07:50.095108+00', 0, 0, '2026-11-29 00:07:47.608042+00');
INSERT INTO the_schema_of_a_release.projections VALUES ('series', 'live', 1, 19, 0, true, '2026-11-29 00:07:47.670449+00', '2026-11-29 00:07:50.095108+00', 0, 0, '2026-11-29 00:07:47.670449+00');
INSERT INTO the_schema_of_a_release.projections VALUES ('reporting', 'live', 2, 19, 0, true, '2026-11-29 00:07:47.765158+00', '2026-11-29 00:07:50.095108+00', 0, 0, '2026-11-29 00:07:47.765158+00');
INSERT INTO the_schema_of_a_release.projections VALUES ('history', 'live', 2, 19, 0, true, '2026-11-29 00:07:48.265244+00', '2026-11-29 00:07:50.095108+00', 0, 0, '2026-11-29 00:07:48.265244+00');
INSERT INTO the_schema_of_a_release.projections VALUES ('whereabouts', 'live', 1, 19, 0, true, '2026-11-29 00:07:48.358717+00', '2026-11-29 00:07:50.095108+00', 0, 0, '2026-11-29 00:07:48.358717+00');


--
-- Data for Name: reactions; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.reactions VALUES ('notifications', 0, '2026-11-29 00:07:45.85726+00');


--
-- Data for Name: readings; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: refused_demand; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: reporting_bookings; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.reporting_bookings VALUES ('01a224a1-23b1-76ac-90f5-46fae35cb4f5', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-24 07:30:00+00', '2031-03-24 10:00:00+00', '2031-03-24 11:00:00+00', '2031-03-24', 60, 90, 0, 660, false, false, 'confirmed', 'Europe/Berlin', 720, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2031-03-24 07:30:00+00', NULL, NULL);
INSERT INTO the_schema_of_a_release.reporting_bookings VALUES ('01a224a1-23c5-7429-9618-3f19c3c75bf0', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-24 07:30:00+00', '2031-03-24 12:00:00+00', '2031-03-24 13:00:00+00', '2031-03-24', 60, 270, 0, 780, false, false, 'cancelled', 'Europe/Berlin', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2031-03-24 07:30:00+00', '49ca599e-035e-52b8-991c-b1575afe08d9', 'cancelled', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO the_schema_of_a_release.reporting_bookings VALUES ('01a224a1-23db-71d7-a4d5-af2c2280d503', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-23a9-75e2-9940-a9ac5e3b7506', '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-24 07:30:00+00', '2031-03-24 09:00:00+00', '2031-03-24 17:00:00+00', '2031-03-24', 480, 90, 0, 600, false, false, 'confirmed', 'Europe/Berlin', 1080, NULL, '01a224a1-23a9-75e2-9940-a9ad9e9242c6', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO the_schema_of_a_release.reporting_bookings VALUES ('01a224a1-23e5-758d-9053-715377dfdb5a', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-24 07:30:00+00', '2031-03-24 14:00:00+00', '2031-03-24 15:00:00+00', '2031-03-24', 60, 390, 0, 900, false, false, 'confirmed', 'Europe/Berlin', 960, NULL, NULL, NULL, '01a224a1-23e5-758d-b4ea-8ac35decff94', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO the_schema_of_a_release.reporting_bookings VALUES ('01a224a1-23e5-758d-aace-094c6ec2bf60', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-24 07:30:00+00', '2031-03-31 13:00:00+00', '2031-03-31 14:00:00+00', '2031-03-31', 60, 10410, 0, 900, false, false, 'confirmed', 'Europe/Berlin', 960, NULL, NULL, NULL, '01a224a1-23e5-758d-b4ea-8ac35decff94', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO the_schema_of_a_release.reporting_bookings VALUES ('01a224a1-23e5-758d-a6d0-50daf9a9fbb9', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-24 07:30:00+00', '2031-04-07 13:00:00+00', '2031-04-07 14:00:00+00', '2031-04-07', 60, 20490, 0, 900, false, false, 'confirmed', 'Europe/Berlin', 960, NULL, NULL, NULL, '01a224a1-23e5-758d-b4ea-8ac35decff94', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO the_schema_of_a_release.reporting_bookings VALUES ('01a224a1-23e5-758d-add5-28c3c2ef2b8a', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', '49ca599e-035e-52b8-991c-b1575afe08d9', '2031-03-24 07:30:00+00', '2031-04-14 13:00:00+00', '2031-04-14 14:00:00+00', '2031-04-14', 60, 30570, 0, 900, false, false, 'confirmed', 'Europe/Berlin', 960, NULL, NULL, NULL, '01a224a1-23e5-758d-b4ea-8ac35decff94', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: reporting_buildings; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.reporting_buildings VALUES ('01a224a1-238f-7748-99f7-30f512ca7e61', 'Harbour House', 'Europe/Berlin');


--
-- Data for Name: reporting_closed_days; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: reporting_closures; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.reporting_closures VALUES ('01a224a1-2428-759a-93ae-a4f9675031c1', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, '2031-03-25 09:00:00+00', '2031-03-25 17:00:00+00');


--
-- Data for Name: reporting_floors; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: reporting_hours; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.reporting_hours VALUES ('01a224a1-238f-7748-99f7-30f512ca7e61', NULL, NULL, '{"fri": [["00:00", "24:00"]], "mon": [["00:00", "24:00"]], "sat": [["00:00", "24:00"]], "sun": [["00:00", "24:00"]], "thu": [["00:00", "24:00"]], "tue": [["00:00", "24:00"]], "wed": [["00:00", "24:00"]]}');


--
-- Data for Name: reporting_members; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: reporting_pieces; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: reporting_rooms; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.reporting_rooms VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '01a224a1-238f-7748-99f7-30f512ca7e61', NULL, 'Aquarium', 'meeting_room', 8, 1, '2031-03-24 07:30:00+00');
INSERT INTO the_schema_of_a_release.reporting_rooms VALUES ('01a224a1-23a9-75e2-9940-a9ac5e3b7506', '01a224a1-238f-7748-99f7-30f512ca7e61', NULL, 'Desks', 'open_space', 2, 2, '2031-03-24 07:30:00+00');


--
-- Data for Name: reporting_units; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.reporting_units VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, 1);
INSERT INTO the_schema_of_a_release.reporting_units VALUES ('01a224a1-23a9-75e2-9940-a9ad9e9242c6', '01a224a1-23a9-75e2-9940-a9ac5e3b7506', 'A', 1);
INSERT INTO the_schema_of_a_release.reporting_units VALUES ('01a224a1-23aa-73fc-8cdd-20b70dd464cd', '01a224a1-23a9-75e2-9940-a9ac5e3b7506', 'B', 1);


--
-- Data for Name: reporting_waitlist; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.reporting_waitlist VALUES ('01a224a1-2419-7112-930e-77105f2f48d8', 'c96c4834-b179-577a-a88f-47adf80f5a6c', '2031-03-24 07:30:00+00', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, NULL, '2031-03-24 10:00:00+00', '2031-03-24 11:00:00+00', NULL, '{}', 'waiting', NULL, NULL, NULL, NULL);


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.schema_version VALUES ('0012');


--
-- Data for Name: secret_key; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.secret_key VALUES (true, '\x54700d34a08c50e14a0590f0f457b38a8b2e7d23efa923ae183496249be16e01');


--
-- Data for Name: series_bookings; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.series_bookings VALUES ('01a224a1-23e5-758d-9053-715377dfdb5a', '01a224a1-23e5-758d-b4ea-8ac35decff94', '2031-03-24T15:00:00', false, '2031-03-24 14:00:00+00', '2031-03-24 15:00:00+00');
INSERT INTO the_schema_of_a_release.series_bookings VALUES ('01a224a1-23e5-758d-aace-094c6ec2bf60', '01a224a1-23e5-758d-b4ea-8ac35decff94', '2031-03-31T15:00:00', false, '2031-03-31 13:00:00+00', '2031-03-31 14:00:00+00');
INSERT INTO the_schema_of_a_release.series_bookings VALUES ('01a224a1-23e5-758d-a6d0-50daf9a9fbb9', '01a224a1-23e5-758d-b4ea-8ac35decff94', '2031-04-07T15:00:00', false, '2031-04-07 13:00:00+00', '2031-04-07 14:00:00+00');
INSERT INTO the_schema_of_a_release.series_bookings VALUES ('01a224a1-23e5-758d-add5-28c3c2ef2b8a', '01a224a1-23e5-758d-b4ea-8ac35decff94', '2031-04-14T15:00:00', false, '2031-04-14 13:00:00+00', '2031-04-14 14:00:00+00');


--
-- Data for Name: series_series; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.series_series VALUES ('01a224a1-23e5-758d-b4ea-8ac35decff94', 12, '49ca599e-035e-52b8-991c-b1575afe08d9', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, 'Europe/Berlin', '2031-03-24T15:00:00', '2031-03-24T16:00:00', 'FREQ=WEEKLY;COUNT=4', 'sealed:49ca599e-035e-52b8-991c-b1575afe08d9:dkcPU7old3x7bXR5Bc8OW60d--MdJ_nYrl0BMMhq7cbHjA', '[]', NULL, true, NULL, NULL, 0, 3, NULL, NULL);


--
-- Data for Name: sessions; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: sign_in_attempts; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: signing_keys; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--



--
-- Data for Name: units; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.units VALUES ('49ca599e-035e-52b8-991c-b1575afe08d9');
INSERT INTO the_schema_of_a_release.units VALUES ('d9b6c57f-5756-54fb-b8fe-f860f4f3411d');
INSERT INTO the_schema_of_a_release.units VALUES ('01a224a1-239d-73b8-9934-195d4e97bc15');
INSERT INTO the_schema_of_a_release.units VALUES ('01a224a1-23a9-75e2-9940-a9ac5e3b7506');
INSERT INTO the_schema_of_a_release.units VALUES ('01a224a1-23a9-75e2-9940-a9ad9e9242c6');
INSERT INTO the_schema_of_a_release.units VALUES ('01a224a1-23aa-73fc-8cdd-20b70dd464cd');
INSERT INTO the_schema_of_a_release.units VALUES ('c96c4834-b179-577a-a88f-47adf80f5a6c');


--
-- Data for Name: waitlist_entries; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.waitlist_entries VALUES ('01a224a1-2419-7112-930e-77105f2f48d8', 18, 'waiting', 'c96c4834-b179-577a-a88f-47adf80f5a6c', '01a224a1-238f-7748-99f7-30f512ca7e61', '01a224a1-239d-73b8-9934-195d4e97bc15', NULL, false, NULL, '{}', NULL, NULL, '2031-03-24 10:00:00+00', '2031-03-24 11:00:00+00', NULL, NULL, NULL, NULL);


--
-- Data for Name: whereabouts_stays; Type: TABLE DATA; Schema: the_schema_of_a_release; Owner: -
--

INSERT INTO the_schema_of_a_release.whereabouts_stays VALUES (7, '01a224a1-23b1-76ac-90f5-46fae35cb4f5', '01a224a1-238f-7748-99f7-30f512ca7e61', '2031-03-24 09:00:00+00', '2031-03-24 10:00:00+00', false);
INSERT INTO the_schema_of_a_release.whereabouts_stays VALUES (8, '01a224a1-23b1-76ac-90f5-46fae35cb4f5', '01a224a1-238f-7748-99f7-30f512ca7e61', '2031-03-24 10:00:00+00', '2031-03-24 11:00:00+00', false);
INSERT INTO the_schema_of_a_release.whereabouts_stays VALUES (9, '01a224a1-23c5-7429-9618-3f19c3c75bf0', '01a224a1-238f-7748-99f7-30f512ca7e61', '2031-03-24 12:00:00+00', '2031-03-24 13:00:00+00', false);
INSERT INTO the_schema_of_a_release.whereabouts_stays VALUES (11, '01a224a1-23db-71d7-a4d5-af2c2280d503', '01a224a1-238f-7748-99f7-30f512ca7e61', '2031-03-24 09:00:00+00', '2031-03-24 17:00:00+00', false);
INSERT INTO the_schema_of_a_release.whereabouts_stays VALUES (13, '01a224a1-23e5-758d-9053-715377dfdb5a', '01a224a1-238f-7748-99f7-30f512ca7e61', '2031-03-24 14:00:00+00', '2031-03-24 15:00:00+00', false);
INSERT INTO the_schema_of_a_release.whereabouts_stays VALUES (14, '01a224a1-23e5-758d-aace-094c6ec2bf60', '01a224a1-238f-7748-99f7-30f512ca7e61', '2031-03-31 13:00:00+00', '2031-03-31 14:00:00+00', false);
INSERT INTO the_schema_of_a_release.whereabouts_stays VALUES (15, '01a224a1-23e5-758d-a6d0-50daf9a9fbb9', '01a224a1-238f-7748-99f7-30f512ca7e61', '2031-04-07 13:00:00+00', '2031-04-07 14:00:00+00', false);
INSERT INTO the_schema_of_a_release.whereabouts_stays VALUES (16, '01a224a1-23e5-758d-add5-28c3c2ef2b8a', '01a224a1-238f-7748-99f7-30f512ca7e61', '2031-04-14 13:00:00+00', '2031-04-14 14:00:00+00', false);


--
-- Name: backups_backup_id_seq; Type: SEQUENCE SET; Schema: the_schema_of_a_release; Owner: -
--

SELECT pg_catalog.setval('the_schema_of_a_release.backups_backup_id_seq', 1, false);


--
-- Name: ledger_faults_fault_id_seq; Type: SEQUENCE SET; Schema: the_schema_of_a_release; Owner: -
--

SELECT pg_catalog.setval('the_schema_of_a_release.ledger_faults_fault_id_seq', 1, false);


--
-- Name: readings_reading_id_seq; Type: SEQUENCE SET; Schema: the_schema_of_a_release; Owner: -
--

SELECT pg_catalog.setval('the_schema_of_a_release.readings_reading_id_seq', 1, false);


--
-- Name: api_tokens api_tokens_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.api_tokens
    ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (token_id);


--
-- Name: api_tokens api_tokens_token_hash_key; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.api_tokens
    ADD CONSTRAINT api_tokens_token_hash_key UNIQUE (token_hash);


--
-- Name: backups backups_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.backups
    ADD CONSTRAINT backups_pkey PRIMARY KEY (backup_id);


--
-- Name: calendar_entries calendar_entries_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.calendar_entries
    ADD CONSTRAINT calendar_entries_pkey PRIMARY KEY (booking_id, member_id);


--
-- Name: commands commands_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.commands
    ADD CONSTRAINT commands_pkey PRIMARY KEY (command_id);


--
-- Name: ledger_faults each_fault_once; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.ledger_faults
    ADD CONSTRAINT each_fault_once UNIQUE NULLS NOT DISTINCT (check_name, "position", fault);


--
-- Name: effects effects_happen_once; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.effects
    ADD CONSTRAINT effects_happen_once UNIQUE (dedupe_key);


--
-- Name: effects effects_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.effects
    ADD CONSTRAINT effects_pkey PRIMARY KEY (effect_id);


--
-- Name: events events_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (originator_id, originator_version);


--
-- Name: file_variants file_variants_object_key_key; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.file_variants
    ADD CONSTRAINT file_variants_object_key_key UNIQUE (object_key);


--
-- Name: file_variants file_variants_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.file_variants
    ADD CONSTRAINT file_variants_pkey PRIMARY KEY (file_id, variant);


--
-- Name: files files_object_key_key; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.files
    ADD CONSTRAINT files_object_key_key UNIQUE (object_key);


--
-- Name: files files_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (file_id);


--
-- Name: handed_out handed_out_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.handed_out
    ADD CONSTRAINT handed_out_pkey PRIMARY KEY (stream_id, timer);


--
-- Name: ledger_checkpoints ledger_checkpoints_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.ledger_checkpoints
    ADD CONSTRAINT ledger_checkpoints_pkey PRIMARY KEY ("position");


--
-- Name: ledger_checks ledger_checks_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.ledger_checks
    ADD CONSTRAINT ledger_checks_pkey PRIMARY KEY (kind);


--
-- Name: ledger_faults ledger_faults_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.ledger_faults
    ADD CONSTRAINT ledger_faults_pkey PRIMARY KEY (fault_id);


--
-- Name: ledger_head ledger_head_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.ledger_head
    ADD CONSTRAINT ledger_head_pkey PRIMARY KEY (only_one);


--
-- Name: ledger_identity ledger_identity_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.ledger_identity
    ADD CONSTRAINT ledger_identity_pkey PRIMARY KEY (only_one);


--
-- Name: letters letters_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.letters
    ADD CONSTRAINT letters_pkey PRIMARY KEY (letter_id);


--
-- Name: member_keys member_keys_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.member_keys
    ADD CONSTRAINT member_keys_pkey PRIMARY KEY (member_id);


--
-- Name: claims no_double_booking; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.claims
    ADD CONSTRAINT no_double_booking EXCLUDE USING gist (unit_id WITH =, during WITH &&) WHERE ((places IS NULL));


--
-- Name: notification_choices notification_choices_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.notification_choices
    ADD CONSTRAINT notification_choices_pkey PRIMARY KEY (member_id, subject, channel);


--
-- Name: notification_items notification_items_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.notification_items
    ADD CONSTRAINT notification_items_pkey PRIMARY KEY (notification_id, subject_id, version);


--
-- Name: notification_settings notification_settings_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.notification_settings
    ADD CONSTRAINT notification_settings_pkey PRIMARY KEY (member_id);


--
-- Name: notifications notifications_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.notifications
    ADD CONSTRAINT notifications_pkey PRIMARY KEY (notification_id);


--
-- Name: one_at_a_time one_at_a_time_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.one_at_a_time
    ADD CONSTRAINT one_at_a_time_pkey PRIMARY KEY (name);


--
-- Name: one_time_tokens one_of_a_purpose; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.one_time_tokens
    ADD CONSTRAINT one_of_a_purpose UNIQUE NULLS NOT DISTINCT (purpose, member_id);


--
-- Name: one_time_tokens one_time_tokens_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.one_time_tokens
    ADD CONSTRAINT one_time_tokens_pkey PRIMARY KEY (token_hash);


--
-- Name: operator_acts operator_acts_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.operator_acts
    ADD CONSTRAINT operator_acts_pkey PRIMARY KEY (act_id);


--
-- Name: parked_events parked_events_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.parked_events
    ADD CONSTRAINT parked_events_pkey PRIMARY KEY (projection, build, "position");


--
-- Name: passwords passwords_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.passwords
    ADD CONSTRAINT passwords_pkey PRIMARY KEY (member_id);


--
-- Name: people people_email; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.people
    ADD CONSTRAINT people_email UNIQUE (email);


--
-- Name: people people_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (member_id);


--
-- Name: calendar_bookings pk_calendar_bookings; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.calendar_bookings
    ADD CONSTRAINT pk_calendar_bookings PRIMARY KEY (booking_id);


--
-- Name: deadlines_bookings pk_deadlines_bookings; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.deadlines_bookings
    ADD CONSTRAINT pk_deadlines_bookings PRIMARY KEY (booking_id);


--
-- Name: directory_branding pk_directory_branding; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.directory_branding
    ADD CONSTRAINT pk_directory_branding PRIMARY KEY (organisation_id);


--
-- Name: directory_buildings pk_directory_buildings; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.directory_buildings
    ADD CONSTRAINT pk_directory_buildings PRIMARY KEY (building_id);


--
-- Name: directory_closures pk_directory_closures; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.directory_closures
    ADD CONSTRAINT pk_directory_closures PRIMARY KEY (closure_id, starts_at);


--
-- Name: directory_floors pk_directory_floors; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.directory_floors
    ADD CONSTRAINT pk_directory_floors PRIMARY KEY (floor_id);


--
-- Name: directory_levels pk_directory_levels; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.directory_levels
    ADD CONSTRAINT pk_directory_levels PRIMARY KEY (level_key);


--
-- Name: directory_rooms pk_directory_rooms; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.directory_rooms
    ADD CONSTRAINT pk_directory_rooms PRIMARY KEY (room_id);


--
-- Name: directory_seats pk_directory_seats; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.directory_seats
    ADD CONSTRAINT pk_directory_seats PRIMARY KEY (seat_id);


--
-- Name: history_events pk_history_events; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.history_events
    ADD CONSTRAINT pk_history_events PRIMARY KEY ("position");


--
-- Name: plans_drawings pk_plans_drawings; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.plans_drawings
    ADD CONSTRAINT pk_plans_drawings PRIMARY KEY (floor_id);


--
-- Name: plans_places pk_plans_places; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.plans_places
    ADD CONSTRAINT pk_plans_places PRIMARY KEY (unit_id);


--
-- Name: reporting_bookings pk_reporting_bookings; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.reporting_bookings
    ADD CONSTRAINT pk_reporting_bookings PRIMARY KEY (booking_id);


--
-- Name: reporting_buildings pk_reporting_buildings; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.reporting_buildings
    ADD CONSTRAINT pk_reporting_buildings PRIMARY KEY (building_id);


--
-- Name: reporting_floors pk_reporting_floors; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.reporting_floors
    ADD CONSTRAINT pk_reporting_floors PRIMARY KEY (floor_id);


--
-- Name: reporting_members pk_reporting_members; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.reporting_members
    ADD CONSTRAINT pk_reporting_members PRIMARY KEY (member_id);


--
-- Name: reporting_rooms pk_reporting_rooms; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.reporting_rooms
    ADD CONSTRAINT pk_reporting_rooms PRIMARY KEY (room_id);


--
-- Name: reporting_units pk_reporting_units; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.reporting_units
    ADD CONSTRAINT pk_reporting_units PRIMARY KEY (unit_id);


--
-- Name: reporting_waitlist pk_reporting_waitlist; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.reporting_waitlist
    ADD CONSTRAINT pk_reporting_waitlist PRIMARY KEY (waitlist_id);


--
-- Name: series_bookings pk_series_bookings; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.series_bookings
    ADD CONSTRAINT pk_series_bookings PRIMARY KEY (booking_id);


--
-- Name: series_series pk_series_series; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.series_series
    ADD CONSTRAINT pk_series_series PRIMARY KEY (series_id);


--
-- Name: waitlist_entries pk_waitlist_entries; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.waitlist_entries
    ADD CONSTRAINT pk_waitlist_entries PRIMARY KEY (waitlist_id);


--
-- Name: whereabouts_stays pk_whereabouts_stays; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.whereabouts_stays
    ADD CONSTRAINT pk_whereabouts_stays PRIMARY KEY ("position");


--
-- Name: processes processes_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.processes
    ADD CONSTRAINT processes_pkey PRIMARY KEY (process_id);


--
-- Name: projections projections_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.projections
    ADD CONSTRAINT projections_pkey PRIMARY KEY (name, build);


--
-- Name: reactions reactions_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.reactions
    ADD CONSTRAINT reactions_pkey PRIMARY KEY (name);


--
-- Name: readings readings_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.readings
    ADD CONSTRAINT readings_pkey PRIMARY KEY (reading_id);


--
-- Name: refused_demand refused_demand_once; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.refused_demand
    ADD CONSTRAINT refused_demand_once UNIQUE NULLS NOT DISTINCT (refused_on, room_id, seat_id, command, reason, rule, starts_at, ends_at);


--
-- Name: schema_version schema_version_pkc; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.schema_version
    ADD CONSTRAINT schema_version_pkc PRIMARY KEY (version_num);


--
-- Name: secret_key secret_key_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.secret_key
    ADD CONSTRAINT secret_key_pkey PRIMARY KEY (only_one);


--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (session_id);


--
-- Name: sessions sessions_previous_hash_key; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.sessions
    ADD CONSTRAINT sessions_previous_hash_key UNIQUE (previous_hash);


--
-- Name: sessions sessions_token_hash_key; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.sessions
    ADD CONSTRAINT sessions_token_hash_key UNIQUE (token_hash);


--
-- Name: sign_in_attempts sign_in_attempts_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.sign_in_attempts
    ADD CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (account, address);


--
-- Name: signing_keys signing_keys_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (key_id);


--
-- Name: notifications told_once; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.notifications
    ADD CONSTRAINT told_once UNIQUE (member_id, act_id, kind);


--
-- Name: units units_pkey; Type: CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.units
    ADD CONSTRAINT units_pkey PRIMARY KEY (unit_id);


--
-- Name: api_tokens_by_member; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX api_tokens_by_member ON the_schema_of_a_release.api_tokens USING btree (member_id);


--
-- Name: availability_busy_by_source; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX availability_busy_by_source ON the_schema_of_a_release.availability_busy USING btree (source_id);


--
-- Name: availability_busy_by_unit; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX availability_busy_by_unit ON the_schema_of_a_release.availability_busy USING btree (unit_id, starts_at) INCLUDE (ends_at, places) WHERE (NOT over_a_day);


--
-- Name: availability_busy_over_a_day; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX availability_busy_over_a_day ON the_schema_of_a_release.availability_busy USING btree (unit_id, ends_at) WHERE over_a_day;


--
-- Name: backups_by_time; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX backups_by_time ON the_schema_of_a_release.backups USING btree (began_at);


--
-- Name: calendar_bookings_by_building; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX calendar_bookings_by_building ON the_schema_of_a_release.calendar_bookings USING btree (building_id, starts_at, "position");


--
-- Name: calendar_bookings_by_member; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX calendar_bookings_by_member ON the_schema_of_a_release.calendar_bookings USING btree (member_id, starts_at, "position");


--
-- Name: calendar_bookings_by_room; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX calendar_bookings_by_room ON the_schema_of_a_release.calendar_bookings USING btree (room_id, starts_at, "position");


--
-- Name: calendar_bookings_by_series; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX calendar_bookings_by_series ON the_schema_of_a_release.calendar_bookings USING btree (series_id, starts_at) WHERE (series_id IS NOT NULL);


--
-- Name: calendar_bookings_by_time; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX calendar_bookings_by_time ON the_schema_of_a_release.calendar_bookings USING btree (starts_at, "position");


--
-- Name: calendar_bookings_over_a_day; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX calendar_bookings_over_a_day ON the_schema_of_a_release.calendar_bookings USING btree (ends_at) WHERE over_a_day;


--
-- Name: calendar_bookings_to_decide; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX calendar_bookings_to_decide ON the_schema_of_a_release.calendar_bookings USING btree (building_id, decide_by) WHERE (status = 'pending'::text);


--
-- Name: calendar_bookings_with_feedback; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX calendar_bookings_with_feedback ON the_schema_of_a_release.calendar_bookings USING btree (feedback_at, "position") WHERE (rating IS NOT NULL);


--
-- Name: calendar_entries_by_member; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX calendar_entries_by_member ON the_schema_of_a_release.calendar_entries USING btree (member_id);


--
-- Name: charges_by_bucket; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX charges_by_bucket ON the_schema_of_a_release.charges USING btree (holder_id, bucket);


--
-- Name: charges_by_stream; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX charges_by_stream ON the_schema_of_a_release.charges USING btree (stream_id);


--
-- Name: charges_that_end; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX charges_that_end ON the_schema_of_a_release.charges USING btree (until) WHERE (until IS NOT NULL);


--
-- Name: claims_by_stream; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX claims_by_stream ON the_schema_of_a_release.claims USING btree (stream_id);


--
-- Name: deadlines_to_check_in; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX deadlines_to_check_in ON the_schema_of_a_release.deadlines_bookings USING btree (check_in_by) WHERE (live AND (NOT pending));


--
-- Name: deadlines_to_decide; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX deadlines_to_decide ON the_schema_of_a_release.deadlines_bookings USING btree (decide_by) WHERE (live AND pending);


--
-- Name: directory_closures_by_room; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX directory_closures_by_room ON the_schema_of_a_release.directory_closures USING btree (room_id, ends_at);


--
-- Name: directory_floors_by_building; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX directory_floors_by_building ON the_schema_of_a_release.directory_floors USING btree (building_id);


--
-- Name: directory_rooms_by_building; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX directory_rooms_by_building ON the_schema_of_a_release.directory_rooms USING btree (building_id);


--
-- Name: directory_seats_by_room; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX directory_seats_by_room ON the_schema_of_a_release.directory_seats USING btree (room_id);


--
-- Name: effects_open; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX effects_open ON the_schema_of_a_release.effects USING btree (queue, due_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));


--
-- Name: effects_over; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX effects_over ON the_schema_of_a_release.effects USING btree (done_at) WHERE (state = ANY (ARRAY['done'::text, 'discarded'::text]));


--
-- Name: effects_parked; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX effects_parked ON the_schema_of_a_release.effects USING btree (kind, parked_at) WHERE (state = 'parked'::text);


--
-- Name: events_of_acts; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX events_of_acts ON the_schema_of_a_release.events USING btree (correlation_id, notification_id) WHERE (correlation_id <> command_id);


--
-- Name: events_of_roles; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX events_of_roles ON the_schema_of_a_release.events USING btree (originator_id) WHERE (topic = 'member.role_granted'::text);


--
-- Name: events_of_spaces; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX events_of_spaces ON the_schema_of_a_release.events USING btree (topic, originator_id) WHERE (topic = ANY (ARRAY['building.added'::text, 'room.opened'::text, 'series.placed'::text]));


--
-- Name: events_position; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE UNIQUE INDEX events_position ON the_schema_of_a_release.events USING btree (notification_id);


--
-- Name: file_variants_by_key; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX file_variants_by_key ON the_schema_of_a_release.file_variants USING btree (object_key COLLATE "C");


--
-- Name: files_by_key; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX files_by_key ON the_schema_of_a_release.files USING btree (object_key COLLATE "C");


--
-- Name: files_of_people; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX files_of_people ON the_schema_of_a_release.files USING btree (uploaded_by) WHERE (kind = ANY (ARRAY['avatar'::text, 'feedback-picture'::text]));


--
-- Name: files_unused; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX files_unused ON the_schema_of_a_release.files USING btree (uploaded_at) WHERE (claimed_at IS NULL);


--
-- Name: handed_out_by_time; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX handed_out_by_time ON the_schema_of_a_release.handed_out USING btree (handed_out_at);


--
-- Name: history_events_by_actor; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX history_events_by_actor ON the_schema_of_a_release.history_events USING btree (actor_id, "position");


--
-- Name: history_events_by_stream; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX history_events_by_stream ON the_schema_of_a_release.history_events USING btree (stream_id, stream_version);


--
-- Name: history_events_by_topic; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX history_events_by_topic ON the_schema_of_a_release.history_events USING btree (topic, "position");


--
-- Name: letters_of_late; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX letters_of_late ON the_schema_of_a_release.letters USING btree (member_id, closed_at);


--
-- Name: letters_open; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE UNIQUE INDEX letters_open ON the_schema_of_a_release.letters USING btree (member_id, bundle) WHERE (closed_at IS NULL);


--
-- Name: member_keys_to_settle; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX member_keys_to_settle ON the_schema_of_a_release.member_keys USING btree (forgotten_at) WHERE (NOT settled);


--
-- Name: notification_items_by_letter; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX notification_items_by_letter ON the_schema_of_a_release.notification_items USING btree (letter_id) WHERE (letter_id IS NOT NULL);


--
-- Name: notifications_by_age; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX notifications_by_age ON the_schema_of_a_release.notifications USING btree (told_at);


--
-- Name: notifications_in_inbox; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX notifications_in_inbox ON the_schema_of_a_release.notifications USING btree (member_id, told_at, notification_id) WHERE in_inbox;


--
-- Name: notifications_unread; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX notifications_unread ON the_schema_of_a_release.notifications USING btree (member_id) WHERE (in_inbox AND (read_at IS NULL));


--
-- Name: operator_acts_by_time; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX operator_acts_by_time ON the_schema_of_a_release.operator_acts USING btree (done_at, act_id);


--
-- Name: parked_events_by_stream; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX parked_events_by_stream ON the_schema_of_a_release.parked_events USING btree (projection, build, stream_id);


--
-- Name: people_by_avatar; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX people_by_avatar ON the_schema_of_a_release.people USING btree (avatar) WHERE (avatar IS NOT NULL);


--
-- Name: people_by_name; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE UNIQUE INDEX people_by_name ON the_schema_of_a_release.people USING btree (search_key, member_id);


--
-- Name: plans_places_by_floor; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX plans_places_by_floor ON the_schema_of_a_release.plans_places USING btree (floor_id);


--
-- Name: readings_by_member; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX readings_by_member ON the_schema_of_a_release.readings USING btree (member_id, reading_id);


--
-- Name: refused_demand_by_start; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX refused_demand_by_start ON the_schema_of_a_release.refused_demand USING btree (starts_at);


--
-- Name: reporting_bookings_by_day; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX reporting_bookings_by_day ON the_schema_of_a_release.reporting_bookings USING brin (local_day date_minmax_multi_ops);


--
-- Name: reporting_closed_days_by_building; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX reporting_closed_days_by_building ON the_schema_of_a_release.reporting_closed_days USING btree (building_id, day);


--
-- Name: reporting_closures_by_closure; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX reporting_closures_by_closure ON the_schema_of_a_release.reporting_closures USING btree (closure_id);


--
-- Name: reporting_hours_by_place; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX reporting_hours_by_place ON the_schema_of_a_release.reporting_hours USING btree (place_id);


--
-- Name: reporting_pieces_by_booking; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX reporting_pieces_by_booking ON the_schema_of_a_release.reporting_pieces USING btree (booking_id);


--
-- Name: reporting_pieces_by_day; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX reporting_pieces_by_day ON the_schema_of_a_release.reporting_pieces USING btree (local_day);


--
-- Name: series_bookings_by_series; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX series_bookings_by_series ON the_schema_of_a_release.series_bookings USING btree (series_id, occurrence);


--
-- Name: series_by_building; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX series_by_building ON the_schema_of_a_release.series_series USING btree (building_id, "position");


--
-- Name: series_by_member; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX series_by_member ON the_schema_of_a_release.series_series USING btree (member_id, "position");


--
-- Name: series_to_end; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX series_to_end ON the_schema_of_a_release.series_series USING btree (end_at) WHERE (live AND (end_at IS NOT NULL));


--
-- Name: series_to_extend; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX series_to_extend ON the_schema_of_a_release.series_series USING btree (extend_at) WHERE (live AND (extend_at IS NOT NULL));


--
-- Name: series_with_skipped_dates; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX series_with_skipped_dates ON the_schema_of_a_release.series_series USING btree ("position") WHERE (live AND (skipped <> '[]'::jsonb));


--
-- Name: sessions_by_member; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX sessions_by_member ON the_schema_of_a_release.sessions USING btree (member_id);


--
-- Name: shared_claims; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX shared_claims ON the_schema_of_a_release.claims USING gist (unit_id, during) WHERE (places IS NOT NULL);


--
-- Name: sign_in_attempts_by_age; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX sign_in_attempts_by_age ON the_schema_of_a_release.sign_in_attempts USING btree (counted_at);


--
-- Name: waitlist_by_member; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX waitlist_by_member ON the_schema_of_a_release.waitlist_entries USING btree (member_id, starts_at);


--
-- Name: waitlist_in_line; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX waitlist_in_line ON the_schema_of_a_release.waitlist_entries USING btree (place_in_line) WHERE (status = 'waiting'::text);


--
-- Name: waitlist_offers; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX waitlist_offers ON the_schema_of_a_release.waitlist_entries USING btree (accept_by) WHERE (status = 'offered'::text);


--
-- Name: whereabouts_by_building; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX whereabouts_by_building ON the_schema_of_a_release.whereabouts_stays USING btree (building_id, starts_at) INCLUDE (booking_id, ends_at, "position") WHERE (NOT over_a_day);


--
-- Name: whereabouts_over_a_day; Type: INDEX; Schema: the_schema_of_a_release; Owner: -
--

CREATE INDEX whereabouts_over_a_day ON the_schema_of_a_release.whereabouts_stays USING btree (building_id, ends_at) WHERE over_a_day;


--
-- Name: events events_are_append_only; Type: TRIGGER; Schema: the_schema_of_a_release; Owner: -
--

CREATE TRIGGER events_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON the_schema_of_a_release.events FOR EACH STATEMENT EXECUTE FUNCTION the_schema_of_a_release.refuse_change();


--
-- Name: events forgotten_members_are_forgotten; Type: TRIGGER; Schema: the_schema_of_a_release; Owner: -
--

CREATE TRIGGER forgotten_members_are_forgotten AFTER INSERT ON the_schema_of_a_release.events FOR EACH ROW WHEN ((new.topic = 'member.forgotten'::text)) EXECUTE FUNCTION the_schema_of_a_release.forget_member();


--
-- Name: readings readings_are_append_only; Type: TRIGGER; Schema: the_schema_of_a_release; Owner: -
--

CREATE TRIGGER readings_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON the_schema_of_a_release.readings FOR EACH STATEMENT EXECUTE FUNCTION the_schema_of_a_release.refuse_change();


--
-- Name: api_tokens api_tokens_member_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.api_tokens
    ADD CONSTRAINT api_tokens_member_id_fkey FOREIGN KEY (member_id) REFERENCES the_schema_of_a_release.people(member_id) ON DELETE CASCADE;


--
-- Name: calendar_entries calendar_entries_member_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.calendar_entries
    ADD CONSTRAINT calendar_entries_member_id_fkey FOREIGN KEY (member_id) REFERENCES the_schema_of_a_release.people(member_id) ON DELETE CASCADE;


--
-- Name: file_variants file_variants_file_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.file_variants
    ADD CONSTRAINT file_variants_file_id_fkey FOREIGN KEY (file_id) REFERENCES the_schema_of_a_release.files(file_id) ON DELETE CASCADE;


--
-- Name: ledger_checkpoints ledger_checkpoints_key_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.ledger_checkpoints
    ADD CONSTRAINT ledger_checkpoints_key_id_fkey FOREIGN KEY (key_id) REFERENCES the_schema_of_a_release.signing_keys(key_id);


--
-- Name: letters letters_member_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.letters
    ADD CONSTRAINT letters_member_id_fkey FOREIGN KEY (member_id) REFERENCES the_schema_of_a_release.people(member_id) ON DELETE CASCADE;


--
-- Name: notification_choices notification_choices_member_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.notification_choices
    ADD CONSTRAINT notification_choices_member_id_fkey FOREIGN KEY (member_id) REFERENCES the_schema_of_a_release.people(member_id) ON DELETE CASCADE;


--
-- Name: notification_items notification_items_letter_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.notification_items
    ADD CONSTRAINT notification_items_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES the_schema_of_a_release.letters(letter_id) ON DELETE SET NULL;


--
-- Name: notification_items notification_items_notification_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.notification_items
    ADD CONSTRAINT notification_items_notification_id_fkey FOREIGN KEY (notification_id) REFERENCES the_schema_of_a_release.notifications(notification_id) ON DELETE CASCADE;


--
-- Name: notification_settings notification_settings_member_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.notification_settings
    ADD CONSTRAINT notification_settings_member_id_fkey FOREIGN KEY (member_id) REFERENCES the_schema_of_a_release.people(member_id) ON DELETE CASCADE;


--
-- Name: notifications notifications_member_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.notifications
    ADD CONSTRAINT notifications_member_id_fkey FOREIGN KEY (member_id) REFERENCES the_schema_of_a_release.people(member_id) ON DELETE CASCADE;


--
-- Name: one_time_tokens one_time_tokens_member_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.one_time_tokens
    ADD CONSTRAINT one_time_tokens_member_id_fkey FOREIGN KEY (member_id) REFERENCES the_schema_of_a_release.people(member_id) ON DELETE CASCADE;


--
-- Name: passwords passwords_member_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.passwords
    ADD CONSTRAINT passwords_member_id_fkey FOREIGN KEY (member_id) REFERENCES the_schema_of_a_release.people(member_id) ON DELETE CASCADE;


--
-- Name: people people_avatar_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.people
    ADD CONSTRAINT people_avatar_fkey FOREIGN KEY (avatar) REFERENCES the_schema_of_a_release.files(file_id) ON DELETE SET NULL;


--
-- Name: sessions sessions_member_id_fkey; Type: FK CONSTRAINT; Schema: the_schema_of_a_release; Owner: -
--

ALTER TABLE ONLY the_schema_of_a_release.sessions
    ADD CONSTRAINT sessions_member_id_fkey FOREIGN KEY (member_id) REFERENCES the_schema_of_a_release.people(member_id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--

