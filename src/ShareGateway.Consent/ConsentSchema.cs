namespace ShareGateway.Consent;

/// <summary>The tables of the consent store. The version stands in <c>user_version</c>.</summary>
internal static class ConsentSchema
{
    /// <summary>Raised with every change of a table; a store of another version is not opened.</summary>
    public const int Version = 1;

    /// <summary>
    /// A context is what many events share. Moments are .NET ticks in UTC. The triggers refuse what is not an append, `insert or replace`
    /// included, which would otherwise delete without firing a trigger.
    /// </summary>
    public const string Create = """
        create table consent_store (
            one integer primary key check (one = 1),
            identity text not null check (length(identity) = 32)
        ) strict;
        insert into consent_store values (1, lower(hex(randomblob(16))));

        create table consent_context (
            context integer primary key autoincrement,
            purpose text not null,
            recipient text not null, -- '' where none is named
            notice_version text not null,
            source text not null,
            unique (purpose, recipient, notice_version, source)
        ) strict;

        create table consent_event (
            sequence integer primary key autoincrement,
            event_id text not null unique,
            subject blob not null check (length(subject) = 16),
            context integer not null references consent_context,
            state integer not null check (state between 1 and 9),
            at integer not null,
            valid_until integer,
            received_at integer not null
        ) strict;

        create trigger consent_store_no_update before update on consent_store begin select raise(abort, 'append only'); end;
        create trigger consent_store_no_delete before delete on consent_store begin select raise(abort, 'append only'); end;
        create trigger consent_context_no_update before update on consent_context begin select raise(abort, 'append only'); end;
        create trigger consent_context_no_delete before delete on consent_context begin select raise(abort, 'append only'); end;
        create trigger consent_event_no_update before update on consent_event begin select raise(abort, 'append only'); end;
        create trigger consent_event_no_delete before delete on consent_event begin select raise(abort, 'append only'); end;
        create trigger consent_event_no_replace before insert on consent_event
            when exists (select 1 from consent_event where event_id = new.event_id or sequence = new.sequence)
            begin select raise(abort, 'append only'); end;
        create trigger consent_context_no_replace before insert on consent_context
            when exists (select 1 from consent_context where context = new.context
                or (purpose, recipient, notice_version, source) = (new.purpose, new.recipient, new.notice_version, new.source))
            begin select raise(abort, 'append only'); end;
        """;
}
