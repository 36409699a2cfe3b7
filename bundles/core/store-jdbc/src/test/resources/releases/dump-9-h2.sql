-- H2 2.3.232; 
;              
CREATE USER IF NOT EXISTS "SA" PASSWORD '' ADMIN;              
CREATE SEQUENCE "public"."consent_id" START WITH 1 INCREMENT BY 1000;          
CREATE SEQUENCE "public"."contact_id" START WITH 1 INCREMENT BY 1000;          
CREATE SEQUENCE "public"."enrollment_id" START WITH 1 INCREMENT BY 1000;       
CREATE SEQUENCE "public"."history_id" START WITH 1 INCREMENT BY 1000;          
CREATE SEQUENCE "public"."hit_id" START WITH 1 INCREMENT BY 1000;              
CREATE SEQUENCE "public"."inbound_id" START WITH 1 INCREMENT BY 1000;          
CREATE SEQUENCE "public"."link_id" START WITH 1 INCREMENT BY 1000;             
CREATE SEQUENCE "public"."message_id" START WITH 1 INCREMENT BY 1000;          
CREATE SEQUENCE "public"."node_id" START WITH 1 INCREMENT BY 1000;             
CREATE SEQUENCE "public"."notification_id" START WITH 1 INCREMENT BY 1000;     
CREATE SEQUENCE "public"."task_id" START WITH 1 INCREMENT BY 1000;             
CREATE MEMORY TABLE "public"."schema_history"(
    "installed_rank" INTEGER NOT NULL,
    "version" CHARACTER VARYING(50),
    "description" CHARACTER VARYING(200) NOT NULL,
    "type" CHARACTER VARYING(20) NOT NULL,
    "script" CHARACTER VARYING(1000) NOT NULL,
    "checksum" INTEGER,
    "installed_by" CHARACTER VARYING(100) NOT NULL,
    "installed_on" TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "execution_time" INTEGER NOT NULL,
    "success" BOOLEAN NOT NULL
);  
ALTER TABLE "public"."schema_history" ADD CONSTRAINT "public"."schema_history_pk" PRIMARY KEY("installed_rank");               
-- 10 +/- SELECT COUNT(*) FROM public.schema_history;          
INSERT INTO "public"."schema_history" VALUES
(-1, NULL, '<< Flyway Schema History table created >>', 'TABLE', '', NULL, 'sa', TIMESTAMP '2026-11-30 14:12:01.213154', 0, TRUE),
(1, '1', 'schema', 'SQL', 'db/common/V1__schema.sql', -2114977323, 'sa', TIMESTAMP '2026-11-30 14:12:01.491466', 83, TRUE),
(2, '1.1', 'h2', 'SQL', 'db/h2/V1_1__h2.sql', 1648225313, 'sa', TIMESTAMP '2026-11-30 14:12:01.583709', 6, TRUE),
(3, '2', 'behaviour', 'SQL', 'db/common/V2__behaviour.sql', 1061889103, 'sa', TIMESTAMP '2026-11-30 14:12:01.724796', 123, TRUE),
(4, '3', 'blocks', 'SQL', 'db/common/V3__blocks.sql', -1397541070, 'sa', TIMESTAMP '2026-11-30 14:12:01.737404', 8, TRUE),
(5, '4', 'inquiry', 'SQL', 'db/common/V4__inquiry.sql', -229064293, 'sa', TIMESTAMP '2026-11-30 14:12:01.754059', 5, TRUE),
(6, '5', 'templates', 'SQL', 'db/common/V5__templates.sql', -761153255, 'sa', TIMESTAMP '2026-11-30 14:12:01.781553', 1, TRUE),
(7, '6', 'consent', 'SQL', 'db/common/V6__consent.sql', -173930003, 'sa', TIMESTAMP '2026-11-30 14:12:01.807199', 13, TRUE),
(8, '8', 'policy memory', 'SQL', 'db/common/V8__policy_memory.sql', -1798019094, 'sa', TIMESTAMP '2026-11-30 14:12:01.817445', 7, TRUE),
(9, '9', 'straggler', 'SQL', 'db/common/V9__straggler.sql', -1607726478, 'sa', TIMESTAMP '2026-11-30 14:12:01.834679', 6, TRUE);  
CREATE INDEX "public"."schema_history_s_idx" ON "public"."schema_history"("success" NULLS LAST);               
CREATE MEMORY TABLE "public"."team"(
    "id" CHARACTER VARYING NOT NULL,
    "name" CHARACTER VARYING NOT NULL,
    "zone" CHARACTER VARYING NOT NULL,
    "region" CHARACTER VARYING NOT NULL,
    "settings" CHARACTER VARYING
);           
ALTER TABLE "public"."team" ADD CONSTRAINT "public"."CONSTRAINT_3" PRIMARY KEY("id");          
-- 2 +/- SELECT COUNT(*) FROM public.team;     
INSERT INTO "public"."team" VALUES
('default', 'Default', 'UTC', 'US', NULL),
('acme', 'Acme', 'America/New_York', 'US', '{"business":"Acme"}');               
CREATE MEMORY TABLE "public"."setting"(
    "name" CHARACTER VARYING NOT NULL,
    "content" CHARACTER VARYING NOT NULL
);     
ALTER TABLE "public"."setting" ADD CONSTRAINT "public"."CONSTRAINT_7" PRIMARY KEY("name");     
-- 1 +/- SELECT COUNT(*) FROM public.setting;  
INSERT INTO "public"."setting" VALUES
('secret', 'c2VjcmV0');  
CREATE MEMORY TABLE "public"."node"(
    "id" BIGINT NOT NULL,
    "name" CHARACTER VARYING NOT NULL,
    "started_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "lease_until" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);         
ALTER TABLE "public"."node" ADD CONSTRAINT "public"."CONSTRAINT_33" PRIMARY KEY("id");         
-- 1 +/- SELECT COUNT(*) FROM public.node;     
INSERT INTO "public"."node" VALUES
(1, 'one', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:30+00');           
CREATE MEMORY TABLE "public"."inbound"(
    "id" BIGINT NOT NULL,
    "team" CHARACTER VARYING NOT NULL,
    "contact_id" BIGINT,
    "channel" CHARACTER VARYING NOT NULL,
    "kind" CHARACTER VARYING NOT NULL,
    "provider_id" CHARACTER VARYING NOT NULL,
    "sender" CHARACTER VARYING,
    "recipient" CHARACTER VARYING,
    "subject" CHARACTER VARYING,
    "body" CHARACTER VARYING NOT NULL,
    "raw" CHARACTER VARYING,
    "problem" CHARACTER VARYING,
    "matched_by" CHARACTER VARYING,
    "answers" BIGINT,
    "received_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);  
ALTER TABLE "public"."inbound" ADD CONSTRAINT "public"."CONSTRAINT_73" PRIMARY KEY("id");      
-- 1 +/- SELECT COUNT(*) FROM public.inbound;  
INSERT INTO "public"."inbound" VALUES
(1, 'default', 2, 'sms', 'reply', 'SM99', '+14155550102', '+14155550000', NULL, 'Stop it', NULL, NULL, 'sender', 2, TIMESTAMP WITH TIME ZONE '2026-01-05 09:00:00+00');  
CREATE INDEX "public"."inbound_contact" ON "public"."inbound"("contact_id" NULLS LAST, "id" NULLS LAST);       
CREATE MEMORY TABLE "public"."sequence"(
    "id" CHARACTER VARYING NOT NULL,
    "revision" CHARACTER VARYING NOT NULL,
    "number" INTEGER NOT NULL,
    "deployed" BOOLEAN NOT NULL,
    "deployed_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);             
ALTER TABLE "public"."sequence" ADD CONSTRAINT "public"."CONSTRAINT_5" PRIMARY KEY("id");      
-- 1 +/- SELECT COUNT(*) FROM public.sequence; 
INSERT INTO "public"."sequence" VALUES
('nurture', 'r1', 1, TRUE, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00');          
CREATE MEMORY TABLE "public"."sequence_team"(
    "sequence_id" CHARACTER VARYING NOT NULL,
    "team" CHARACTER VARYING NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "settings" CHARACTER VARYING
);         
ALTER TABLE "public"."sequence_team" ADD CONSTRAINT "public"."CONSTRAINT_D" PRIMARY KEY("sequence_id", "team");
-- 1 +/- SELECT COUNT(*) FROM public.sequence_team;            
INSERT INTO "public"."sequence_team" VALUES
('nurture', 'acme', TRUE, '{"limit":"7"}');        
CREATE MEMORY TABLE "public"."revision"(
    "sequence_id" CHARACTER VARYING NOT NULL,
    "hash" CHARACTER VARYING NOT NULL,
    "number" INTEGER NOT NULL,
    "name" CHARACTER VARYING NOT NULL,
    "xml" CHARACTER VARYING NOT NULL,
    "templates" CHARACTER VARYING,
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);          
ALTER TABLE "public"."revision" ADD CONSTRAINT "public"."CONSTRAINT_F" PRIMARY KEY("sequence_id", "hash");     
-- 1 +/- SELECT COUNT(*) FROM public.revision; 
INSERT INTO "public"."revision" VALUES
('nurture', 'r1', 1, 'Nurture', '<routes/>', '{"day-1.sms":"Hi"}', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00');  
CREATE MEMORY TABLE "public"."enrollment"(
    "id" BIGINT NOT NULL,
    "team" CHARACTER VARYING NOT NULL,
    "sequence_id" CHARACTER VARYING NOT NULL,
    "revision" CHARACTER VARYING NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "run_key" CHARACTER VARYING NOT NULL,
    "active_key" CHARACTER VARYING,
    "state" CHARACTER VARYING NOT NULL,
    "step" CHARACTER VARYING,
    "at_touch" BOOLEAN NOT NULL,
    "occurrence" INTEGER NOT NULL,
    "variables" CHARACTER VARYING,
    "due_at" TIMESTAMP(6) WITH TIME ZONE,
    "owner" BIGINT,
    "attempt" INTEGER NOT NULL,
    "parked_for" CHARACTER VARYING,
    "resume_at" TIMESTAMP(6) WITH TIME ZONE,
    "reason" CHARACTER VARYING,
    "source_event" CHARACTER VARYING,
    "enrolled_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "finished_at" TIMESTAMP(6) WITH TIME ZONE,
    "awaits" CHARACTER VARYING,
    "exclusive_group" CHARACTER VARYING
);       
ALTER TABLE "public"."enrollment" ADD CONSTRAINT "public"."CONSTRAINT_6" PRIMARY KEY("id");    
-- 4 +/- SELECT COUNT(*) FROM public.enrollment;               
INSERT INTO "public"."enrollment" VALUES
(1, 'acme', 'nurture', 'r1', 1, '', '', 'ACTIVE', 'wait-1', FALSE, 1, '{"offer":"A"}', TIMESTAMP WITH TIME ZONE '2026-01-08 08:00:00+00', NULL, 0, NULL, NULL, NULL, NULL, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', NULL, NULL, NULL),
(2, 'default', 'nurture', 'r1', 2, '', NULL, 'STOPPED', 'day-1', TRUE, 1, NULL, NULL, NULL, 0, NULL, NULL, 'Event reply (e1) came in.', NULL, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-01-05 09:00:00+00', NULL, NULL),
(3, 'default', 'nurture', 'r1', 2, 'deal-7', NULL, 'COMPLETED', 'done', FALSE, 1, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-01-05 10:00:00+00', NULL, NULL),
(4, 'acme', 'calls', 'r1', 1, '', '', 'ACTIVE', 'call-1', FALSE, 1, NULL, TIMESTAMP WITH TIME ZONE '2026-01-08 08:00:00+00', NULL, 0, NULL, NULL, NULL, NULL, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', NULL, '[{"on":"call.completed","options":{},"message":"3"}]', 'g');              
CREATE INDEX "public"."enrollment_sequence" ON "public"."enrollment"("sequence_id" NULLS LAST, "id" NULLS LAST);               
CREATE INDEX "public"."enrollment_due" ON "public"."enrollment"("due_at" NULLS LAST);          
CREATE INDEX "public"."enrollment_parked" ON "public"."enrollment"("parked_for" NULLS LAST);   
CREATE MEMORY TABLE "public"."inquiry"(
    "contact_id" BIGINT NOT NULL,
    "asked_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);               
ALTER TABLE "public"."inquiry" ADD CONSTRAINT "public"."CONSTRAINT_74" PRIMARY KEY("contact_id");              
-- 1 +/- SELECT COUNT(*) FROM public.inquiry;  
INSERT INTO "public"."inquiry" VALUES
(1, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00');  
CREATE MEMORY TABLE "public"."template_override"(
    "team" CHARACTER VARYING NOT NULL,
    "sequence_id" CHARACTER VARYING NOT NULL,
    "file" CHARACTER VARYING NOT NULL,
    "content" CHARACTER VARYING NOT NULL,
    "changed_by" CHARACTER VARYING NOT NULL,
    "changed_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);  
ALTER TABLE "public"."template_override" ADD CONSTRAINT "public"."CONSTRAINT_26" PRIMARY KEY("team", "sequence_id", "file");   
-- 1 +/- SELECT COUNT(*) FROM public.template_override;        
INSERT INTO "public"."template_override" VALUES
('acme', 'nurture', 'day-1.sms', 'Hello from Acme', 'admin', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00');               
CREATE MEMORY TABLE "public"."event"(
    "team" CHARACTER VARYING NOT NULL,
    "id" CHARACTER VARYING NOT NULL,
    "type" CHARACTER VARYING NOT NULL,
    "contact_id" BIGINT,
    "happened_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "received_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "source" CHARACTER VARYING NOT NULL,
    "data" CHARACTER VARYING
);     
ALTER TABLE "public"."event" ADD CONSTRAINT "public"."CONSTRAINT_5C" PRIMARY KEY("team", "id");
-- 1 +/- SELECT COUNT(*) FROM public.event;    
INSERT INTO "public"."event" VALUES
('default', 'e1', 'reply', 2, TIMESTAMP WITH TIME ZONE '2026-01-05 09:00:00+00', TIMESTAMP WITH TIME ZONE '2026-01-05 09:00:00+00', 'API', '{"text":"Stop it"}');          
CREATE INDEX "public"."event_contact" ON "public"."event"("contact_id" NULLS LAST, "received_at" NULLS LAST);  
CREATE MEMORY TABLE "public"."history"(
    "id" BIGINT NOT NULL,
    "team" CHARACTER VARYING NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "enrollment_id" BIGINT,
    "happened_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "kind" CHARACTER VARYING NOT NULL,
    "sequence_id" CHARACTER VARYING,
    "step" CHARACTER VARYING,
    "message_id" BIGINT,
    "line" CHARACTER VARYING NOT NULL,
    "data" CHARACTER VARYING
);       
ALTER TABLE "public"."history" ADD CONSTRAINT "public"."CONSTRAINT_37" PRIMARY KEY("id");      
-- 1 +/- SELECT COUNT(*) FROM public.history;  
INSERT INTO "public"."history" VALUES
(1, 'acme', 1, 1, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:02+00', 'sent', 'nurture', 'day-1', 1, 'Sent by sms to +14155550101.', NULL);               
CREATE INDEX "public"."history_contact" ON "public"."history"("contact_id" NULLS LAST, "id" NULLS LAST);       
CREATE MEMORY TABLE "public"."counter"(
    "sequence_id" CHARACTER VARYING NOT NULL,
    "step" CHARACTER VARYING NOT NULL,
    "name" CHARACTER VARYING NOT NULL,
    "slot" INTEGER NOT NULL,
    "total" BIGINT NOT NULL
);
ALTER TABLE "public"."counter" ADD CONSTRAINT "public"."CONSTRAINT_39" PRIMARY KEY("sequence_id", "step", "name", "slot");     
-- 1 +/- SELECT COUNT(*) FROM public.counter;  
INSERT INTO "public"."counter" VALUES
('nurture', 'day-1', 'sent', 3, 17);     
CREATE MEMORY TABLE "public"."by_hand"(
    "message_id" BIGINT NOT NULL,
    "team" CHARACTER VARYING NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "written_by" CHARACTER VARYING,
    "request_key" CHARACTER VARYING,
    "fingerprint" CHARACTER VARYING NOT NULL,
    "due_at" TIMESTAMP(6) WITH TIME ZONE,
    "leased_until" TIMESTAMP(6) WITH TIME ZONE,
    "asked" INTEGER NOT NULL,
    "path" CHARACTER VARYING
);              
ALTER TABLE "public"."by_hand" ADD CONSTRAINT "public"."CONSTRAINT_14" PRIMARY KEY("message_id");              
-- 1 +/- SELECT COUNT(*) FROM public.by_hand;  
INSERT INTO "public"."by_hand" VALUES
(7, 'acme', 1, 'rep', 'req-1', 'f', NULL, NULL, 0, 'ANSWER');            
CREATE INDEX "public"."by_hand_due" ON "public"."by_hand"("due_at" NULLS LAST);
CREATE MEMORY TABLE "public"."consent"(
    "id" BIGINT NOT NULL,
    "kind" CHARACTER VARYING NOT NULL,
    "address" CHARACTER VARYING NOT NULL,
    "channel" CHARACTER VARYING NOT NULL,
    "state" CHARACTER VARYING NOT NULL,
    "source" CHARACTER VARYING NOT NULL,
    "wording" CHARACTER VARYING,
    "happened_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "contact_id" BIGINT,
    "team" CHARACTER VARYING,
    "recorded_by" CHARACTER VARYING
);           
ALTER TABLE "public"."consent" ADD CONSTRAINT "public"."CONSTRAINT_38B" PRIMARY KEY("id");     
-- 1 +/- SELECT COUNT(*) FROM public.consent;  
INSERT INTO "public"."consent" VALUES
(1, 'PHONE', '+14155550101', 'sms', 'IN', 'form', 'You may text me', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', 1, 'acme', 'form');              
CREATE INDEX "public"."consent_address" ON "public"."consent"("kind" NULLS LAST, "address" NULLS LAST, "id" NULLS LAST);       
CREATE INDEX "public"."consent_contact" ON "public"."consent"("contact_id" NULLS LAST, "id" NULLS LAST);       
CREATE MEMORY TABLE "public"."contact"(
    "id" BIGINT NOT NULL,
    "team" CHARACTER VARYING NOT NULL,
    "external_id" CHARACTER VARYING,
    "first_name" CHARACTER VARYING,
    "last_name" CHARACTER VARYING,
    "email" CHARACTER VARYING,
    "email_key" CHARACTER VARYING,
    "phone" CHARACTER VARYING,
    "phone_key" CHARACTER VARYING,
    "tags" CHARACTER VARYING,
    "owner" CHARACTER VARYING,
    "source" CHARACTER VARYING,
    "stage" CHARACTER VARYING,
    "time_zone" CHARACTER VARYING,
    "score" INTEGER NOT NULL,
    "extra" CHARACTER VARYING,
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "updated_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "version" INTEGER NOT NULL,
    "score_at" TIMESTAMP(6) WITH TIME ZONE
);               
ALTER TABLE "public"."contact" ADD CONSTRAINT "public"."CONSTRAINT_38" PRIMARY KEY("id");      
-- 2 +/- SELECT COUNT(*) FROM public.contact;  
INSERT INTO "public"."contact" VALUES
(1, 'acme', 'crm-1', 'Ann', U&'M\00fcller', 'Ann@example.com', 'ann@example.com', '+14155550101', '+14155550101', '["New Lead"]', 'rep', 'web', 'new', 'America/New_York', 12, U&'{"company":{"name":"D\00f6rr & Sons"}}', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00.123456+00', TIMESTAMP WITH TIME ZONE '2026-01-05 08:01:00+00', 3, TIMESTAMP WITH TIME ZONE '2026-01-05 08:10:00+00'),
(2, 'default', NULL, 'Bob', NULL, NULL, NULL, '+14155550102', '+14155550102', NULL, NULL, NULL, NULL, NULL, 0, NULL, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', 1, NULL);      
CREATE INDEX "public"."contact_email" ON "public"."contact"("email_key" NULLS LAST);           
CREATE INDEX "public"."contact_phone" ON "public"."contact"("phone_key" NULLS LAST);           
CREATE MEMORY TABLE "public"."link"(
    "id" BIGINT NOT NULL,
    "name" CHARACTER VARYING NOT NULL,
    "url" CHARACTER VARYING NOT NULL,
    "url_key" CHARACTER VARYING NOT NULL
);        
ALTER TABLE "public"."link" ADD CONSTRAINT "public"."CONSTRAINT_32" PRIMARY KEY("id");         
-- 1 +/- SELECT COUNT(*) FROM public.link;     
INSERT INTO "public"."link" VALUES
(1, 'pricing', 'https://example.com/pricing', 'k1');        
CREATE MEMORY TABLE "public"."task"(
    "id" BIGINT NOT NULL,
    "team" CHARACTER VARYING NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "owner" CHARACTER VARYING,
    "kind" CHARACTER VARYING NOT NULL,
    "title" CHARACTER VARYING NOT NULL,
    "script" CHARACTER VARYING,
    "voicemail" CHARACTER VARYING,
    "state" CHARACTER VARYING NOT NULL,
    "outcome" CHARACTER VARYING,
    "note" CHARACTER VARYING,
    "enrollment_id" BIGINT,
    "sequence_id" CHARACTER VARYING,
    "step" CHARACTER VARYING,
    "message_id" BIGINT,
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "due_at" TIMESTAMP(6) WITH TIME ZONE,
    "done_at" TIMESTAMP(6) WITH TIME ZONE,
    "done_by" CHARACTER VARYING
);         
ALTER TABLE "public"."task" ADD CONSTRAINT "public"."CONSTRAINT_36" PRIMARY KEY("id");         
-- 6 +/- SELECT COUNT(*) FROM public.task;     
INSERT INTO "public"."task" VALUES
(1, 'acme', 1, 'rep', 'call', 'Call Ann', 'Say hi', NULL, 'OPEN', NULL, NULL, 4, 'calls', 'call-1', 3, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-01-05 12:00:00+00', NULL, NULL),
(2, 'default', 2, NULL, 'call', 'Call Bob', NULL, NULL, 'OPEN', NULL, NULL, 2, 'nurture', 'day-1', 2, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', NULL, NULL, NULL),
(3, 'default', 2, NULL, 'call', 'Call Bob about his deal', NULL, NULL, 'OPEN', NULL, NULL, 3, 'nurture', 'day-3', 4, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', NULL, NULL, NULL),
(4, 'acme', 1, NULL, 'call', 'Call Ann first', NULL, NULL, 'OPEN', NULL, NULL, 4, 'calls', 'call-0', 5, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', NULL, NULL, NULL),
(5, 'default', 2, NULL, 'todo', 'Send flowers', NULL, NULL, 'OPEN', NULL, NULL, 2, 'nurture', NULL, NULL, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', NULL, NULL, NULL),
(6, 'default', 2, NULL, 'call', 'Call Bob', NULL, NULL, 'DONE', 'reached', NULL, 2, 'nurture', 'day-0', 6, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', NULL, TIMESTAMP WITH TIME ZONE '2026-01-05 08:30:00+00', 'rep');               
CREATE INDEX "public"."task_contact" ON "public"."task"("contact_id" NULLS LAST, "id" NULLS LAST);             
CREATE INDEX "public"."task_open" ON "public"."task"("team" NULLS LAST, "state" NULLS LAST, "id" NULLS LAST);  
CREATE MEMORY TABLE "public"."policy_memory"(
    "policy" CHARACTER VARYING NOT NULL,
    "name" CHARACTER VARYING NOT NULL,
    "content" CHARACTER VARYING NOT NULL
);      
ALTER TABLE "public"."policy_memory" ADD CONSTRAINT "public"."CONSTRAINT_8" PRIMARY KEY("policy", "name");     
-- 1 +/- SELECT COUNT(*) FROM public.policy_memory;            
INSERT INTO "public"."policy_memory" VALUES
('cap', 'sms:+14155550101', '2026-01-05');         
CREATE MEMORY TABLE "public"."straggler"(
    "message_id" BIGINT NOT NULL,
    "look_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "asked" INTEGER NOT NULL
);
ALTER TABLE "public"."straggler" ADD CONSTRAINT "public"."CONSTRAINT_E" PRIMARY KEY("message_id");             
-- 1 +/- SELECT COUNT(*) FROM public.straggler;
INSERT INTO "public"."straggler" VALUES
(2, TIMESTAMP WITH TIME ZONE '2026-01-05 08:05:00+00', 1);             
CREATE INDEX "public"."straggler_look_at" ON "public"."straggler"("look_at" NULLS LAST);       
CREATE MEMORY TABLE "public"."notification"(
    "id" BIGINT NOT NULL,
    "team" CHARACTER VARYING NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "kind" CHARACTER VARYING NOT NULL,
    "target" CHARACTER VARYING NOT NULL,
    "subject" CHARACTER VARYING,
    "body" CHARACTER VARYING NOT NULL,
    "attempt" INTEGER NOT NULL,
    "due_at" TIMESTAMP(6) WITH TIME ZONE,
    "outcome" CHARACTER VARYING,
    "created_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL
);    
ALTER TABLE "public"."notification" ADD CONSTRAINT "public"."CONSTRAINT_2" PRIMARY KEY("id");  
-- 1 +/- SELECT COUNT(*) FROM public.notification;             
INSERT INTO "public"."notification" VALUES
(1, 'acme', 1, 'email', 'rep@example.com', 'Ann replied', 'See the inbox.', 1, TIMESTAMP WITH TIME ZONE '2026-01-05 08:05:00+00', NULL, TIMESTAMP WITH TIME ZONE '2026-01-05 08:04:00+00');         
CREATE INDEX "public"."notification_due" ON "public"."notification"("due_at" NULLS LAST);      
CREATE MEMORY TABLE "public"."hit"(
    "id" BIGINT NOT NULL,
    "message_id" BIGINT NOT NULL,
    "link_id" BIGINT NOT NULL,
    "fingerprint" CHARACTER VARYING NOT NULL,
    "agent" CHARACTER VARYING NOT NULL,
    "engagement" CHARACTER VARYING NOT NULL,
    "reason" CHARACTER VARYING NOT NULL,
    "happened_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "machine_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "decide_at" TIMESTAMP(6) WITH TIME ZONE
);       
ALTER TABLE "public"."hit" ADD CONSTRAINT "public"."CONSTRAINT_19" PRIMARY KEY("id");          
-- 1 +/- SELECT COUNT(*) FROM public.hit;      
INSERT INTO "public"."hit" VALUES
(1, 1, 1, 'fp', 'Mozilla', 'human', 'alone', TIMESTAMP WITH TIME ZONE '2026-01-05 08:10:00+00', TIMESTAMP WITH TIME ZONE '2026-01-05 08:10:00+00', NULL);    
CREATE INDEX "public"."hit_message" ON "public"."hit"("message_id" NULLS LAST);
CREATE INDEX "public"."hit_decide" ON "public"."hit"("decide_at" NULLS LAST);  
CREATE MEMORY TABLE "public"."block"(
    "name" CHARACTER VARYING NOT NULL,
    "reason" CHARACTER VARYING NOT NULL,
    "set_by" CHARACTER VARYING NOT NULL,
    "since" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "lifted_at" TIMESTAMP(6) WITH TIME ZONE
);
ALTER TABLE "public"."block" ADD CONSTRAINT "public"."CONSTRAINT_59" PRIMARY KEY("name");      
-- 1 +/- SELECT COUNT(*) FROM public.block;    
INSERT INTO "public"."block" VALUES
('everything', 'Holidays', 'admin', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', NULL);              
CREATE MEMORY TABLE "public"."message"(
    "id" BIGINT NOT NULL,
    "team" CHARACTER VARYING NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "enrollment_id" BIGINT,
    "sequence_id" CHARACTER VARYING,
    "step" CHARACTER VARYING,
    "occurrence" INTEGER NOT NULL,
    "channel" CHARACTER VARYING NOT NULL,
    "address" CHARACTER VARYING NOT NULL,
    "subject" CHARACTER VARYING,
    "body" CHARACTER VARYING NOT NULL,
    "html" CHARACTER VARYING,
    "headers" CHARACTER VARYING,
    "state" CHARACTER VARYING NOT NULL,
    "provider_id" CHARACTER VARYING,
    "attempt" INTEGER NOT NULL,
    "code" CHARACTER VARYING,
    "reason" CHARACTER VARYING,
    "held_until" TIMESTAMP(6) WITH TIME ZONE,
    "planned_at" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "sending_at" TIMESTAMP(6) WITH TIME ZONE,
    "sending_machine_at" TIMESTAMP(6) WITH TIME ZONE,
    "settled_at" TIMESTAMP(6) WITH TIME ZONE,
    "delivered_at" TIMESTAMP(6) WITH TIME ZONE,
    "unknown_since" TIMESTAMP(6) WITH TIME ZONE,
    "policy" CHARACTER VARYING
);   
ALTER TABLE "public"."message" ADD CONSTRAINT "public"."CONSTRAINT_38E" PRIMARY KEY("id");     
-- 2 +/- SELECT COUNT(*) FROM public.message;  
INSERT INTO "public"."message" VALUES
(1, 'acme', 1, 1, 'nurture', 'day-1', 1, 'sms', '+14155550101', NULL, 'Hi Ann', NULL, NULL, 'DELIVERED', 'SM1', 1, NULL, NULL, NULL, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:01+00', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:01+00', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:02+00', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:03+00', NULL, 'quiet-hours'),
(2, 'default', 2, 2, 'nurture', 'day-1', 1, 'sms', '+14155550102', NULL, 'Hi Bob', NULL, NULL, 'UNKNOWN', NULL, 1, NULL, 'Read timed out.', NULL, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:00+00', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:01+00', TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:01+00', NULL, NULL, TIMESTAMP WITH TIME ZONE '2026-01-05 08:00:31+00', NULL);               
CREATE INDEX "public"."message_contact" ON "public"."message"("contact_id" NULLS LAST, "id" NULLS LAST);       
CREATE INDEX "public"."message_sequence" ON "public"."message"("sequence_id" NULLS LAST, "id" NULLS LAST);     
CREATE INDEX "public"."message_unknown" ON "public"."message"("unknown_since" NULLS LAST);     
CREATE MEMORY TABLE "public"."suppression"(
    "kind" CHARACTER VARYING NOT NULL,
    "address" CHARACTER VARYING NOT NULL,
    "reason" CHARACTER VARYING NOT NULL,
    "since" TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    "notice" BIGINT
); 
ALTER TABLE "public"."suppression" ADD CONSTRAINT "public"."CONSTRAINT_1" PRIMARY KEY("kind", "address");      
-- 1 +/- SELECT COUNT(*) FROM public.suppression;              
INSERT INTO "public"."suppression" VALUES
('PHONE', '+14155550102', 'opted-out', TIMESTAMP WITH TIME ZONE '2026-01-05 09:00:00+00', 9);        
ALTER TABLE "public"."enrollment" ADD CONSTRAINT "public"."enrollment_due_is_active" CHECK(("due_at" IS NULL)
    OR ("state" = 'ACTIVE')) NOCHECK;            
ALTER TABLE "public"."enrollment" ADD CONSTRAINT "public"."enrollment_exclusive" UNIQUE NULLS DISTINCT ("contact_id", "exclusive_group");      
ALTER TABLE "public"."by_hand" ADD CONSTRAINT "public"."by_hand_request" UNIQUE NULLS DISTINCT ("team", "request_key");        
ALTER TABLE "public"."link" ADD CONSTRAINT "public"."link_once" UNIQUE NULLS DISTINCT ("url_key");             
ALTER TABLE "public"."task" ADD CONSTRAINT "public"."task_touch" UNIQUE NULLS DISTINCT ("message_id");         
ALTER TABLE "public"."enrollment" ADD CONSTRAINT "public"."enrollment_active" UNIQUE NULLS DISTINCT ("contact_id", "sequence_id", "active_key");               
ALTER TABLE "public"."inbound" ADD CONSTRAINT "public"."inbound_once" UNIQUE NULLS DISTINCT ("channel", "provider_id", "team");
ALTER TABLE "public"."message" ADD CONSTRAINT "public"."message_step" UNIQUE NULLS DISTINCT ("enrollment_id", "step", "occurrence");           
ALTER TABLE "public"."contact" ADD CONSTRAINT "public"."contact_external" UNIQUE NULLS DISTINCT ("team", "external_id");       
ALTER TABLE "public"."revision" ADD CONSTRAINT "public"."revision_number" UNIQUE NULLS DISTINCT ("sequence_id", "number");     
