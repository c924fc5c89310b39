-- Append a batch of decided commands: one call, one transaction, one verdict for each.
--
-- What belongs to command i is the slice `(x_upto[i - 1], x_upto[i]]` of the x_… arrays. A business outcome is a
-- verdict, never an error:
--   stored     position of its last event
--   replayed   the same command ran before: its stored answer and position
--   key_reused the command id was used for another request
--   stale      a stream it read or writes has moved on
--   taken      who has the unit (blocker), which unit and when
--   over_quota which bucket, how much is used
-- Error BK001 means that another batch won a race while this one waited for its turn. Nothing was written, and the
-- same batch may be sent again at once; so may it be after an error of any kind, because the command id decides.
CREATE FUNCTION {schema}.append(
    command_id uuid[], command_name text[], actor_id uuid[], correlation_id uuid[], address_class text[],
    request_hash bytea[], command_answer bytea[],
    lock_id uuid[], new_unit uuid[],
    guard_upto int[], guard_stream uuid[], guard_version bigint[],
    release_upto int[], release_stream uuid[], keeps_charges boolean[],
    claim_upto int[], claim_unit uuid[], claim_from timestamptz[], claim_to timestamptz[], claim_stream uuid[],
    claim_places int[], claim_capacity int[],
    charge_upto int[], charge_holder uuid[], charge_bucket text[], charge_stream uuid[], charge_amount bigint[],
    charge_limit bigint[], charge_until timestamptz[],
    event_upto int[], event_stream uuid[], event_version bigint[], event_topic text[], event_state bytea[]
) RETURNS TABLE (
    verdict text, at_position bigint, answer bytea,
    blocker uuid, blocked_unit uuid, blocked_from timestamptz, blocked_to timestamptz,
    bucket text, used bigint
) LANGUAGE plpgsql
-- Every look-up here is by key, a few rows each: plans are made once, and never by statistics of a table that was
-- small a minute ago.
SET search_path = pg_catalog SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_bitmapscan = off
AS $$
DECLARE
    size       constant int := cardinality(command_id);
    seen       bigint;
    head       {schema}.ledger_head%ROWTYPE;
    known      {schema}.commands%ROWTYPE;
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
        INSERT INTO {schema}.units (unit_id) SELECT DISTINCT u FROM unnest(new_unit) u ORDER BY u ON CONFLICT DO NOTHING;
    END IF;
    PERFORM FROM {schema}.units u WHERE u.unit_id = ANY (lock_id) ORDER BY u.unit_id FOR UPDATE;

    -- Everything below sees what was committed before the locks were granted: also a twin of this very batch whose
    -- answer was lost on the way.
    FOR known IN SELECT c.* FROM {schema}.commands c WHERE c.command_id = ANY (append.command_id) LOOP
        i := array_position(command_id, known.command_id);
        IF known.request_hash = request_hash[i] THEN
            done[i] := 'replayed';
            positions[i] := known.position;
            answers[i] := known.answer;
        ELSE
            done[i] := 'key_reused';
        END IF;
    END LOOP;

    SELECT h.position INTO seen FROM {schema}.ledger_head h;

    FOR number IN
        SELECT g.n FROM (
            SELECT n, guard_stream[s] AS stream, guard_version[s] + 1 AS version
            FROM generate_series(1, size) n, generate_series(coalesce(guard_upto[n - 1], 0) + 1, guard_upto[n]) s
            UNION ALL
            SELECT n, event_stream[s], event_version[s]
            FROM generate_series(1, size) n, generate_series(coalesce(event_upto[n - 1], 0) + 1, event_upto[n]) s
        ) g
        WHERE (
            SELECT true FROM {schema}.events x WHERE x.originator_id = g.stream AND x.originator_version = g.version
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
                (SELECT c.stream_id, c.unit_id, c.during FROM {schema}.claims c
                 WHERE c.unit_id = w.unit AND c.during && tstzrange(w.starts, w.ends)
                   AND c.places IS NULL AND c.stream_id <> ALL (released)
                 LIMIT 1)
                UNION ALL
                (SELECT c.stream_id, c.unit_id, c.during FROM {schema}.claims c
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
                CROSS JOIN LATERAL {schema}.crowded(w.unit, tstzrange(w.starts, w.ends), w.places, w.capacity, released) c
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
                SELECT coalesce(sum(c.amount), 0) AS used FROM {schema}.charges c
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
            DELETE FROM {schema}.claims c WHERE c.stream_id = ANY (released);
            -- What was used up counts on, except where it only counts until the stay is over.
            DELETE FROM {schema}.charges c
            WHERE c.stream_id = ANY (released) AND (NOT keeps_charges[i] OR c.until IS NOT NULL);
        END IF;
        first := coalesce(claim_upto[i - 1], 0) + 1;
        IF first <= last THEN
            INSERT INTO {schema}.claims (unit_id, during, stream_id, places)
            SELECT w.unit, tstzrange(w.starts, w.ends), w.stream, w.places
            FROM unnest(claim_unit[first:last], claim_from[first:last], claim_to[first:last], claim_stream[first:last],
                        claim_places[first:last]) AS w (unit, starts, ends, stream, places);
        END IF;
        first := coalesce(charge_upto[i - 1], 0) + 1;
        IF first <= charge_upto[i] THEN
            INSERT INTO {schema}.charges (holder_id, bucket, stream_id, amount, until)
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
        SELECT * INTO head FROM {schema}.ledger_head FOR UPDATE;
        IF head.position > seen AND EXISTS (
            SELECT FROM (
                SELECT guard_stream[s] AS stream, guard_version[s] + 1 AS version
                FROM unnest(stored) n, generate_series(coalesce(guard_upto[n - 1], 0) + 1, guard_upto[n]) s
                UNION ALL
                SELECT event_stream[s], event_version[s] FROM unnest(kept) s
            ) g
            WHERE (
                SELECT true FROM {schema}.events x WHERE x.originator_id = g.stream AND x.originator_version = g.version
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

        INSERT INTO {schema}.commands (command_id, name, actor_id, address_class, request_hash, answer, position,
                                       recorded_at)
        SELECT command_id[n], command_name[n], actor_id[n], address_class[n], request_hash[n], command_answer[n],
               positions[n], stamp
        FROM unnest(stored) n;

        INSERT INTO {schema}.events (originator_id, originator_version, topic, state, notification_id, recorded_at,
                                     actor_id, command_id, correlation_id, hash)
        SELECT event_stream[k.e], event_version[k.e], event_topic[k.e], event_state[k.e], k.place, stamp,
               actor_id[k.n], command_id[k.n], correlation_id[k.n], k.hash
        FROM (
            SELECT unnest(kept) AS e, unnest(places_at) AS place, unnest(hashes) AS hash,
                   unnest(ARRAY(SELECT n FROM unnest(stored) n,
                                generate_series(coalesce(event_upto[n - 1], 0) + 1, event_upto[n]))) AS n
        ) k;

        UPDATE {schema}.ledger_head SET position = head.position, hash = head.hash, recorded_at = stamp;
    END IF;

    RETURN QUERY SELECT * FROM unnest(done, positions, answers, blockers, units, froms, tos, buckets, uses);
END $$;

-- Who stands in the way when `wanted` more places would exceed the capacity of a shared unit; NULLs when nobody does.
CREATE FUNCTION {schema}.crowded(
    unit uuid, stay tstzrange, wanted int, capacity int, released uuid[],
    OUT stream_id uuid, OUT unit_id uuid, OUT during tstzrange
) LANGUAGE sql STABLE AS $$
    WITH others AS (
        SELECT c.stream_id, c.during, c.places FROM {schema}.claims c
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
