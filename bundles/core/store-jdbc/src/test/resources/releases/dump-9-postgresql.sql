-- PostgreSQL database dump
-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
-- Name: block; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.block (
    name character varying NOT NULL,
    reason character varying NOT NULL,
    set_by character varying NOT NULL,
    since timestamp(6) with time zone NOT NULL,
    lifted_at timestamp(6) with time zone
);
-- Name: by_hand; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.by_hand (
    message_id bigint NOT NULL,
    team character varying NOT NULL,
    contact_id bigint NOT NULL,
    written_by character varying,
    request_key character varying,
    fingerprint character varying NOT NULL,
    due_at timestamp(6) with time zone,
    leased_until timestamp(6) with time zone,
    asked integer NOT NULL,
    path character varying
);
-- Name: consent; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.consent (
    id bigint NOT NULL,
    kind character varying NOT NULL,
    address character varying NOT NULL,
    channel character varying NOT NULL,
    state character varying NOT NULL,
    source character varying NOT NULL,
    wording character varying,
    happened_at timestamp(6) with time zone NOT NULL,
    contact_id bigint,
    team character varying,
    recorded_by character varying
);
-- Name: consent_id; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.consent_id
    START WITH 1
    INCREMENT BY 1000
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: contact; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.contact (
    id bigint NOT NULL,
    team character varying NOT NULL,
    external_id character varying,
    first_name character varying,
    last_name character varying,
    email character varying,
    email_key character varying,
    phone character varying,
    phone_key character varying,
    tags character varying,
    owner character varying,
    source character varying,
    stage character varying,
    time_zone character varying,
    score integer NOT NULL,
    extra character varying,
    created_at timestamp(6) with time zone NOT NULL,
    updated_at timestamp(6) with time zone NOT NULL,
    version integer NOT NULL,
    score_at timestamp(6) with time zone
)
WITH (fillfactor='90');
-- Name: contact_id; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.contact_id
    START WITH 1
    INCREMENT BY 1000
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: counter; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.counter (
    sequence_id character varying NOT NULL,
    step character varying NOT NULL,
    name character varying NOT NULL,
    slot integer NOT NULL,
    total bigint NOT NULL
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='1000');
-- Name: enrollment; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.enrollment (
    id bigint NOT NULL,
    team character varying NOT NULL,
    sequence_id character varying NOT NULL,
    revision character varying NOT NULL,
    contact_id bigint NOT NULL,
    run_key character varying NOT NULL,
    active_key character varying,
    state character varying NOT NULL,
    step character varying,
    at_touch boolean NOT NULL,
    occurrence integer NOT NULL,
    variables character varying,
    due_at timestamp(6) with time zone,
    owner bigint,
    attempt integer NOT NULL,
    parked_for character varying,
    resume_at timestamp(6) with time zone,
    reason character varying,
    source_event character varying,
    enrolled_at timestamp(6) with time zone NOT NULL,
    finished_at timestamp(6) with time zone,
    awaits character varying,
    exclusive_group character varying,
    CONSTRAINT enrollment_due_is_active CHECK (((due_at IS NULL) OR ((state)::text = 'ACTIVE'::text)))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.02', autovacuum_vacuum_cost_delay='0');
-- Name: enrollment_id; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.enrollment_id
    START WITH 1
    INCREMENT BY 1000
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: event; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.event (
    team character varying NOT NULL,
    id character varying NOT NULL,
    type character varying NOT NULL,
    contact_id bigint,
    happened_at timestamp(6) with time zone NOT NULL,
    received_at timestamp(6) with time zone NOT NULL,
    source character varying NOT NULL,
    data character varying
);
-- Name: history; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.history (
    id bigint NOT NULL,
    team character varying NOT NULL,
    contact_id bigint NOT NULL,
    enrollment_id bigint,
    happened_at timestamp(6) with time zone NOT NULL,
    kind character varying NOT NULL,
    sequence_id character varying,
    step character varying,
    message_id bigint,
    line character varying NOT NULL,
    data character varying
);
-- Name: history_id; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.history_id
    START WITH 1
    INCREMENT BY 1000
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: hit; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.hit (
    id bigint NOT NULL,
    message_id bigint NOT NULL,
    link_id bigint NOT NULL,
    fingerprint character varying NOT NULL,
    agent character varying NOT NULL,
    engagement character varying NOT NULL,
    reason character varying NOT NULL,
    happened_at timestamp(6) with time zone NOT NULL,
    machine_at timestamp(6) with time zone NOT NULL,
    decide_at timestamp(6) with time zone
);
-- Name: hit_id; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.hit_id
    START WITH 1
    INCREMENT BY 1000
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: inbound; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.inbound (
    id bigint NOT NULL,
    team character varying NOT NULL,
    contact_id bigint,
    channel character varying NOT NULL,
    kind character varying NOT NULL,
    provider_id character varying NOT NULL,
    sender character varying,
    recipient character varying,
    subject character varying,
    body character varying NOT NULL,
    raw character varying,
    problem character varying,
    matched_by character varying,
    answers bigint,
    received_at timestamp(6) with time zone NOT NULL
);
-- Name: inbound_id; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.inbound_id
    START WITH 1
    INCREMENT BY 1000
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: inquiry; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.inquiry (
    contact_id bigint NOT NULL,
    asked_at timestamp(6) with time zone NOT NULL
);
-- Name: link; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.link (
    id bigint NOT NULL,
    name character varying NOT NULL,
    url character varying NOT NULL,
    url_key character varying NOT NULL
);
-- Name: link_id; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.link_id
    START WITH 1
    INCREMENT BY 1000
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: message; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.message (
    id bigint NOT NULL,
    team character varying NOT NULL,
    contact_id bigint NOT NULL,
    enrollment_id bigint,
    sequence_id character varying,
    step character varying,
    occurrence integer NOT NULL,
    channel character varying NOT NULL,
    address character varying NOT NULL,
    subject character varying,
    body character varying NOT NULL,
    html character varying,
    headers character varying,
    state character varying NOT NULL,
    provider_id character varying,
    attempt integer NOT NULL,
    code character varying,
    reason character varying,
    held_until timestamp(6) with time zone,
    planned_at timestamp(6) with time zone NOT NULL,
    sending_at timestamp(6) with time zone,
    sending_machine_at timestamp(6) with time zone,
    settled_at timestamp(6) with time zone,
    delivered_at timestamp(6) with time zone,
    unknown_since timestamp(6) with time zone,
    policy character varying
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.05');
-- Name: message_id; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.message_id
    START WITH 1
    INCREMENT BY 1000
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: node; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.node (
    id bigint NOT NULL,
    name character varying NOT NULL,
    started_at timestamp(6) with time zone NOT NULL,
    lease_until timestamp(6) with time zone NOT NULL
)
WITH (fillfactor='50');
-- Name: node_id; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.node_id
    START WITH 1
    INCREMENT BY 1000
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: notification; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.notification (
    id bigint NOT NULL,
    team character varying NOT NULL,
    contact_id bigint NOT NULL,
    kind character varying NOT NULL,
    target character varying NOT NULL,
    subject character varying,
    body character varying NOT NULL,
    attempt integer NOT NULL,
    due_at timestamp(6) with time zone,
    outcome character varying,
    created_at timestamp(6) with time zone NOT NULL
);
-- Name: notification_id; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.notification_id
    START WITH 1
    INCREMENT BY 1000
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: policy_memory; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.policy_memory (
    policy character varying NOT NULL,
    name character varying NOT NULL,
    content character varying NOT NULL
);
-- Name: revision; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.revision (
    sequence_id character varying NOT NULL,
    hash character varying NOT NULL,
    number integer NOT NULL,
    name character varying NOT NULL,
    xml character varying NOT NULL,
    templates character varying,
    created_at timestamp(6) with time zone NOT NULL
);
-- Name: schema_history; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
-- Name: sequence; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.sequence (
    id character varying NOT NULL,
    revision character varying NOT NULL,
    number integer NOT NULL,
    deployed boolean NOT NULL,
    deployed_at timestamp(6) with time zone NOT NULL
);
-- Name: sequence_team; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.sequence_team (
    sequence_id character varying NOT NULL,
    team character varying NOT NULL,
    enabled boolean NOT NULL,
    settings character varying
);
-- Name: setting; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.setting (
    name character varying NOT NULL,
    content character varying NOT NULL
);
-- Name: straggler; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.straggler (
    message_id bigint NOT NULL,
    look_at timestamp(6) with time zone NOT NULL,
    asked integer NOT NULL
);
-- Name: suppression; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.suppression (
    kind character varying NOT NULL,
    address character varying NOT NULL,
    reason character varying NOT NULL,
    since timestamp(6) with time zone NOT NULL,
    notice bigint
);
-- Name: task; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.task (
    id bigint NOT NULL,
    team character varying NOT NULL,
    contact_id bigint NOT NULL,
    owner character varying,
    kind character varying NOT NULL,
    title character varying NOT NULL,
    script character varying,
    voicemail character varying,
    state character varying NOT NULL,
    outcome character varying,
    note character varying,
    enrollment_id bigint,
    sequence_id character varying,
    step character varying,
    message_id bigint,
    created_at timestamp(6) with time zone NOT NULL,
    due_at timestamp(6) with time zone,
    done_at timestamp(6) with time zone,
    done_by character varying
);
-- Name: task_id; Type: SEQUENCE; Schema: public; Owner: -
CREATE SEQUENCE public.task_id
    START WITH 1
    INCREMENT BY 1000
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
-- Name: team; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.team (
    id character varying NOT NULL,
    name character varying NOT NULL,
    zone character varying NOT NULL,
    region character varying NOT NULL,
    settings character varying
);
-- Name: template_override; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.template_override (
    team character varying NOT NULL,
    sequence_id character varying NOT NULL,
    file character varying NOT NULL,
    content character varying NOT NULL,
    changed_by character varying NOT NULL,
    changed_at timestamp(6) with time zone NOT NULL
);
-- Data for Name: block; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.block VALUES ('everything', 'Holidays', 'admin', '2026-01-05 08:00:00+00', NULL);
-- Data for Name: by_hand; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.by_hand VALUES (7, 'acme', 1, 'rep', 'req-1', 'f', NULL, NULL, 0, 'ANSWER');
-- Data for Name: consent; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.consent VALUES (1, 'PHONE', '+14155550101', 'sms', 'IN', 'form', 'You may text me', '2026-01-05 08:00:00+00', 1, 'acme', 'form');
-- Data for Name: contact; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.contact VALUES (2, 'default', NULL, 'Bob', NULL, NULL, NULL, '+14155550102', '+14155550102', NULL, NULL, NULL, NULL, NULL, 0, NULL, '2026-01-05 08:00:00+00', '2026-01-05 08:00:00+00', 1, NULL);
INSERT INTO public.contact VALUES (1, 'acme', 'crm-1', 'Ann', 'Müller', 'Ann@example.com', 'ann@example.com', '+14155550101', '+14155550101', '["New Lead"]', 'rep', 'web', 'new', 'America/New_York', 12, '{"company":{"name":"Dörr & Sons"}}', '2026-01-05 08:00:00.123456+00', '2026-01-05 08:01:00+00', 3, '2026-01-05 08:10:00+00');
-- Data for Name: counter; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.counter VALUES ('nurture', 'day-1', 'sent', 3, 17);
-- Data for Name: enrollment; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.enrollment VALUES (1, 'acme', 'nurture', 'r1', 1, '', '', 'ACTIVE', 'wait-1', false, 1, '{"offer":"A"}', '2026-01-08 08:00:00+00', NULL, 0, NULL, NULL, NULL, NULL, '2026-01-05 08:00:00+00', NULL, NULL, NULL);
INSERT INTO public.enrollment VALUES (2, 'default', 'nurture', 'r1', 2, '', NULL, 'STOPPED', 'day-1', true, 1, NULL, NULL, NULL, 0, NULL, NULL, 'Event reply (e1) came in.', NULL, '2026-01-05 08:00:00+00', '2026-01-05 09:00:00+00', NULL, NULL);
INSERT INTO public.enrollment VALUES (3, 'default', 'nurture', 'r1', 2, 'deal-7', NULL, 'COMPLETED', 'done', false, 1, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, '2026-01-05 08:00:00+00', '2026-01-05 10:00:00+00', NULL, NULL);
INSERT INTO public.enrollment VALUES (4, 'acme', 'calls', 'r1', 1, '', '', 'ACTIVE', 'call-1', false, 1, NULL, '2026-01-08 08:00:00+00', NULL, 0, NULL, NULL, NULL, NULL, '2026-01-05 08:00:00+00', NULL, '[{"on":"call.completed","options":{},"message":"3"}]', 'g');
-- Data for Name: event; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.event VALUES ('default', 'e1', 'reply', 2, '2026-01-05 09:00:00+00', '2026-01-05 09:00:00+00', 'API', '{"text":"Stop it"}');
-- Data for Name: history; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.history VALUES (1, 'acme', 1, 1, '2026-01-05 08:00:02+00', 'sent', 'nurture', 'day-1', 1, 'Sent by sms to +14155550101.', NULL);
-- Data for Name: hit; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.hit VALUES (1, 1, 1, 'fp', 'Mozilla', 'human', 'alone', '2026-01-05 08:10:00+00', '2026-01-05 08:10:00+00', NULL);
-- Data for Name: inbound; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.inbound VALUES (1, 'default', 2, 'sms', 'reply', 'SM99', '+14155550102', '+14155550000', NULL, 'Stop it', NULL, NULL, 'sender', 2, '2026-01-05 09:00:00+00');
-- Data for Name: inquiry; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.inquiry VALUES (1, '2026-01-05 08:00:00+00');
-- Data for Name: link; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.link VALUES (1, 'pricing', 'https://example.com/pricing', 'k1');
-- Data for Name: message; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.message VALUES (2, 'default', 2, 2, 'nurture', 'day-1', 1, 'sms', '+14155550102', NULL, 'Hi Bob', NULL, NULL, 'UNKNOWN', NULL, 1, NULL, 'Read timed out.', NULL, '2026-01-05 08:00:00+00', '2026-01-05 08:00:01+00', '2026-01-05 08:00:01+00', NULL, NULL, '2026-01-05 08:00:31+00', NULL);
INSERT INTO public.message VALUES (1, 'acme', 1, 1, 'nurture', 'day-1', 1, 'sms', '+14155550101', NULL, 'Hi Ann', NULL, NULL, 'DELIVERED', 'SM1', 1, NULL, NULL, NULL, '2026-01-05 08:00:00+00', '2026-01-05 08:00:01+00', '2026-01-05 08:00:01+00', '2026-01-05 08:00:02+00', '2026-01-05 08:00:03+00', NULL, 'quiet-hours');
-- Data for Name: node; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.node VALUES (1, 'one', '2026-01-05 08:00:00+00', '2026-01-05 08:00:30+00');
-- Data for Name: notification; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.notification VALUES (1, 'acme', 1, 'email', 'rep@example.com', 'Ann replied', 'See the inbox.', 1, '2026-01-05 08:05:00+00', NULL, '2026-01-05 08:04:00+00');
-- Data for Name: policy_memory; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.policy_memory VALUES ('cap', 'sms:+14155550101', '2026-01-05');
-- Data for Name: revision; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.revision VALUES ('nurture', 'r1', 1, 'Nurture', '<routes/>', '{"day-1.sms":"Hi"}', '2026-01-05 08:00:00+00');
-- Data for Name: schema_history; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.schema_history VALUES (1, '1', 'schema', 'SQL', 'db/common/V1__schema.sql', -2114977323, 'postgres', '2026-11-30 14:11:59.540539', 73, true);
INSERT INTO public.schema_history VALUES (2, '1.1', 'postgresql', 'SQL', 'db/postgresql/V1_1__postgresql.sql', 1943651528, 'postgres', '2026-11-30 14:11:59.684868', 4, true);
INSERT INTO public.schema_history VALUES (3, '2', 'behaviour', 'SQL', 'db/common/V2__behaviour.sql', 1061889103, 'postgres', '2026-11-30 14:11:59.696631', 20, true);
INSERT INTO public.schema_history VALUES (4, '3', 'blocks', 'SQL', 'db/common/V3__blocks.sql', -1397541070, 'postgres', '2026-11-30 14:11:59.726149', 3, true);
INSERT INTO public.schema_history VALUES (5, '4', 'inquiry', 'SQL', 'db/common/V4__inquiry.sql', -229064293, 'postgres', '2026-11-30 14:11:59.73618', 2, true);
INSERT INTO public.schema_history VALUES (6, '5', 'templates', 'SQL', 'db/common/V5__templates.sql', -761153255, 'postgres', '2026-11-30 14:11:59.744445', 4, true);
INSERT INTO public.schema_history VALUES (7, '6', 'consent', 'SQL', 'db/common/V6__consent.sql', -173930003, 'postgres', '2026-11-30 14:11:59.753662', 10, true);
INSERT INTO public.schema_history VALUES (8, '8', 'policy memory', 'SQL', 'db/common/V8__policy_memory.sql', -1798019094, 'postgres', '2026-11-30 14:11:59.773725', 49, true);
INSERT INTO public.schema_history VALUES (9, '9', 'straggler', 'SQL', 'db/common/V9__straggler.sql', -1607726478, 'postgres', '2026-11-30 14:11:59.839901', 6, true);
-- Data for Name: sequence; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.sequence VALUES ('nurture', 'r1', 1, true, '2026-01-05 08:00:00+00');
-- Data for Name: sequence_team; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.sequence_team VALUES ('nurture', 'acme', true, '{"limit":"7"}');
-- Data for Name: setting; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.setting VALUES ('secret', 'c2VjcmV0');
-- Data for Name: straggler; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.straggler VALUES (2, '2026-01-05 08:05:00+00', 1);
-- Data for Name: suppression; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.suppression VALUES ('PHONE', '+14155550102', 'opted-out', '2026-01-05 09:00:00+00', 9);
-- Data for Name: task; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.task VALUES (1, 'acme', 1, 'rep', 'call', 'Call Ann', 'Say hi', NULL, 'OPEN', NULL, NULL, 4, 'calls', 'call-1', 3, '2026-01-05 08:00:00+00', '2026-01-05 12:00:00+00', NULL, NULL);
INSERT INTO public.task VALUES (2, 'default', 2, NULL, 'call', 'Call Bob', NULL, NULL, 'OPEN', NULL, NULL, 2, 'nurture', 'day-1', 2, '2026-01-05 08:00:00+00', NULL, NULL, NULL);
INSERT INTO public.task VALUES (3, 'default', 2, NULL, 'call', 'Call Bob about his deal', NULL, NULL, 'OPEN', NULL, NULL, 3, 'nurture', 'day-3', 4, '2026-01-05 08:00:00+00', NULL, NULL, NULL);
INSERT INTO public.task VALUES (4, 'acme', 1, NULL, 'call', 'Call Ann first', NULL, NULL, 'OPEN', NULL, NULL, 4, 'calls', 'call-0', 5, '2026-01-05 08:00:00+00', NULL, NULL, NULL);
INSERT INTO public.task VALUES (5, 'default', 2, NULL, 'todo', 'Send flowers', NULL, NULL, 'OPEN', NULL, NULL, 2, 'nurture', NULL, NULL, '2026-01-05 08:00:00+00', NULL, NULL, NULL);
INSERT INTO public.task VALUES (6, 'default', 2, NULL, 'call', 'Call Bob', NULL, NULL, 'DONE', 'reached', NULL, 2, 'nurture', 'day-0', 6, '2026-01-05 08:00:00+00', NULL, '2026-01-05 08:30:00+00', 'rep');
-- Data for Name: team; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.team VALUES ('default', 'Default', 'UTC', 'US', NULL);
INSERT INTO public.team VALUES ('acme', 'Acme', 'America/New_York', 'US', '{"business":"Acme"}');
-- Data for Name: template_override; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.template_override VALUES ('acme', 'nurture', 'day-1.sms', 'Hello from Acme', 'admin', '2026-01-05 08:00:00+00');
-- Name: consent_id; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.consent_id', 1, false);
-- Name: contact_id; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.contact_id', 1, false);
-- Name: enrollment_id; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.enrollment_id', 1, false);
-- Name: history_id; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.history_id', 1, false);
-- Name: hit_id; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.hit_id', 1, false);
-- Name: inbound_id; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.inbound_id', 1, false);
-- Name: link_id; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.link_id', 1, false);
-- Name: message_id; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.message_id', 1, false);
-- Name: node_id; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.node_id', 1, false);
-- Name: notification_id; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.notification_id', 1, false);
-- Name: task_id; Type: SEQUENCE SET; Schema: public; Owner: -
SELECT pg_catalog.setval('public.task_id', 1, false);
-- Name: block block_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.block
    ADD CONSTRAINT block_pkey PRIMARY KEY (name);
-- Name: by_hand by_hand_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.by_hand
    ADD CONSTRAINT by_hand_pkey PRIMARY KEY (message_id);
-- Name: by_hand by_hand_request; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.by_hand
    ADD CONSTRAINT by_hand_request UNIQUE (team, request_key);
-- Name: consent consent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (id);
-- Name: contact contact_external; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT contact_external UNIQUE (team, external_id);
-- Name: contact contact_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT contact_pkey PRIMARY KEY (id);
-- Name: counter counter_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.counter
    ADD CONSTRAINT counter_pkey PRIMARY KEY (sequence_id, step, name, slot);
-- Name: enrollment enrollment_active; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.enrollment
    ADD CONSTRAINT enrollment_active UNIQUE (contact_id, sequence_id, active_key);
-- Name: enrollment enrollment_exclusive; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.enrollment
    ADD CONSTRAINT enrollment_exclusive UNIQUE (contact_id, exclusive_group);
-- Name: enrollment enrollment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.enrollment
    ADD CONSTRAINT enrollment_pkey PRIMARY KEY (id);
-- Name: event event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (team, id);
-- Name: history history_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.history
    ADD CONSTRAINT history_pkey PRIMARY KEY (id);
-- Name: hit hit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.hit
    ADD CONSTRAINT hit_pkey PRIMARY KEY (id);
-- Name: inbound inbound_once; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.inbound
    ADD CONSTRAINT inbound_once UNIQUE (channel, provider_id, team);
-- Name: inbound inbound_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.inbound
    ADD CONSTRAINT inbound_pkey PRIMARY KEY (id);
-- Name: inquiry inquiry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.inquiry
    ADD CONSTRAINT inquiry_pkey PRIMARY KEY (contact_id);
-- Name: link link_once; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_once UNIQUE (url_key);
-- Name: link link_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.link
    ADD CONSTRAINT link_pkey PRIMARY KEY (id);
-- Name: message message_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_pkey PRIMARY KEY (id);
-- Name: message message_step; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_step UNIQUE (enrollment_id, step, occurrence);
-- Name: node node_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.node
    ADD CONSTRAINT node_pkey PRIMARY KEY (id);
-- Name: notification notification_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_pkey PRIMARY KEY (id);
-- Name: policy_memory policy_memory_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.policy_memory
    ADD CONSTRAINT policy_memory_pkey PRIMARY KEY (policy, name);
-- Name: revision revision_number; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_number UNIQUE (sequence_id, number);
-- Name: revision revision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_pkey PRIMARY KEY (sequence_id, hash);
-- Name: schema_history schema_history_pk; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.schema_history
    ADD CONSTRAINT schema_history_pk PRIMARY KEY (installed_rank);
-- Name: sequence sequence_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.sequence
    ADD CONSTRAINT sequence_pkey PRIMARY KEY (id);
-- Name: sequence_team sequence_team_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.sequence_team
    ADD CONSTRAINT sequence_team_pkey PRIMARY KEY (sequence_id, team);
-- Name: setting setting_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);
-- Name: straggler straggler_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.straggler
    ADD CONSTRAINT straggler_pkey PRIMARY KEY (message_id);
-- Name: suppression suppression_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.suppression
    ADD CONSTRAINT suppression_pkey PRIMARY KEY (kind, address);
-- Name: task task_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);
-- Name: task task_touch; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_touch UNIQUE (message_id);
-- Name: team team_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.team
    ADD CONSTRAINT team_pkey PRIMARY KEY (id);
-- Name: template_override template_override_pkey; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.template_override
    ADD CONSTRAINT template_override_pkey PRIMARY KEY (team, sequence_id, file);
-- Name: by_hand_due; Type: INDEX; Schema: public; Owner: -
CREATE INDEX by_hand_due ON public.by_hand USING btree (due_at);
-- Name: consent_address; Type: INDEX; Schema: public; Owner: -
CREATE INDEX consent_address ON public.consent USING btree (kind, address, id);
-- Name: consent_contact; Type: INDEX; Schema: public; Owner: -
CREATE INDEX consent_contact ON public.consent USING btree (contact_id, id);
-- Name: contact_email; Type: INDEX; Schema: public; Owner: -
CREATE INDEX contact_email ON public.contact USING btree (email_key);
-- Name: contact_phone; Type: INDEX; Schema: public; Owner: -
CREATE INDEX contact_phone ON public.contact USING btree (phone_key);
-- Name: enrollment_due; Type: INDEX; Schema: public; Owner: -
CREATE INDEX enrollment_due ON public.enrollment USING btree (due_at) WHERE (due_at IS NOT NULL);
-- Name: enrollment_parked; Type: INDEX; Schema: public; Owner: -
CREATE INDEX enrollment_parked ON public.enrollment USING btree (parked_for) WHERE (parked_for IS NOT NULL);
-- Name: enrollment_sequence; Type: INDEX; Schema: public; Owner: -
CREATE INDEX enrollment_sequence ON public.enrollment USING btree (sequence_id, id);
-- Name: event_contact; Type: INDEX; Schema: public; Owner: -
CREATE INDEX event_contact ON public.event USING btree (contact_id, received_at);
-- Name: history_contact; Type: INDEX; Schema: public; Owner: -
CREATE INDEX history_contact ON public.history USING btree (contact_id, id);
-- Name: hit_decide; Type: INDEX; Schema: public; Owner: -
CREATE INDEX hit_decide ON public.hit USING btree (decide_at);
-- Name: hit_message; Type: INDEX; Schema: public; Owner: -
CREATE INDEX hit_message ON public.hit USING btree (message_id);
-- Name: inbound_contact; Type: INDEX; Schema: public; Owner: -
CREATE INDEX inbound_contact ON public.inbound USING btree (contact_id, id);
-- Name: message_contact; Type: INDEX; Schema: public; Owner: -
CREATE INDEX message_contact ON public.message USING btree (contact_id, id);
-- Name: message_sequence; Type: INDEX; Schema: public; Owner: -
CREATE INDEX message_sequence ON public.message USING btree (sequence_id, id);
-- Name: message_unknown; Type: INDEX; Schema: public; Owner: -
CREATE INDEX message_unknown ON public.message USING btree (id) WHERE (unknown_since IS NOT NULL);
-- Name: notification_due; Type: INDEX; Schema: public; Owner: -
CREATE INDEX notification_due ON public.notification USING btree (due_at);
-- Name: schema_history_s_idx; Type: INDEX; Schema: public; Owner: -
CREATE INDEX schema_history_s_idx ON public.schema_history USING btree (success);
-- Name: straggler_look_at; Type: INDEX; Schema: public; Owner: -
CREATE INDEX straggler_look_at ON public.straggler USING btree (look_at);
-- Name: task_contact; Type: INDEX; Schema: public; Owner: -
CREATE INDEX task_contact ON public.task USING btree (contact_id, id);
-- Name: task_open; Type: INDEX; Schema: public; Owner: -
CREATE INDEX task_open ON public.task USING btree (team, state, id);
-- PostgreSQL database dump complete
