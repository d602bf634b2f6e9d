import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso/router'
import { About } from '../../components/dashboard/about.tsx'
import { AnnotationSettings } from '../../components/dashboard/annotation-settings.tsx'
import { Confirm } from '../../components/dashboard/confirm.tsx'
import { Diagnostics } from '../../components/dashboard/diagnostics.tsx'
import { LetterSettings } from '../../components/dashboard/letter-settings.tsx'
import { RescheduleSettings } from '../../components/dashboard/reschedule-settings.tsx'
import { SettingsPage } from '../../components/dashboard/settings-page.tsx'
import { SyncState } from '../../components/dashboard/sync-state.tsx'
import { VisibleSettings } from '../../components/dashboard/visible-settings.tsx'
import { LiveRegion, Skeleton } from '../../components/feedback.tsx'
import { lazy } from '../../components/lazy.tsx'
import { RefusalNote } from '../../components/refusal.tsx'
import { useAct } from '../../components/use-act.ts'
import { useLive } from '../../components/use-live.ts'
import { useNow } from '../../components/use-now.ts'
import { plural, t } from '../../lib/browser/i18n.ts'
import { backupEvery, type WorkingHours } from '../../lib/core/settings.ts'
import { send } from '../../lib/messaging.ts'
import { connectedAccounts } from '../../lib/store/queries/accounts.ts'
import { live } from '../../lib/store/queries/live.ts'
import { currentSettings } from '../../lib/store/queries/settings.ts'
import { latestDiagnostics, syncState } from '../../lib/store/queries/sync.ts'
import { AccountsPart } from './accounts.tsx'
import { AskingPart } from './asking.tsx'
import { DirectAccess } from './direct-access.tsx'
import { EvidenceFile } from './evidence-file.tsx'
import { OwnClientPart } from './own-client.tsx'
import { RulesPart } from './rules.tsx'

/** The policy's table, editor and checks are in the way of no other setting. */
const Policy = lazy(async () => (await import('./policy.tsx')).PolicyPart)
const DataPart = lazy(async () => (await import('./data.tsx')).DataPart)

/** The Settings page over the live books; every change is sent at once. */
export const SettingsRoute = () => {
  const now = useNow()
  const { query } = useLocation()
  const { params } = useRoute()
  const act = useAct()
  const [said, setSaid] = useState({ words: '', count: 0 })
  const [removing, setRemoving] = useState(false)
  const { value: settings } = useLive(() => live(currentSettings), [])
  const { value: accounts } = useLive(() => live(connectedAccounts), [])
  const { value: sync } = useLive(() => live(syncState), [])
  const { value: diagnostics } = useLive(() => live(latestDiagnostics), [])
  if (!(settings && accounts && sync)) return <Skeleton lines={8} label={t('dash_loading')} />
  const providers = new Set(accounts.map(({ account }) => account.provider))

  const wanted = 'own-client' in query ? 'own-client' : null
  const tell = (words: string) => setSaid(({ count }) => ({ words, count: count + 1 }))
  const save = (change: Parameters<typeof send<'saveSettings'>>[1]) =>
    act.change(
      'settings',
      () => send('saveSettings', change),
      () => tell(t('settings_saved')),
    )

  return (
    <>
      <SettingsPage
        notes={<RefusalNote act={act} names={['settings', 'consent', 'visible', 'removeAnnotations']} />}
        accounts={<AccountsPart accounts={accounts} now={now} tell={tell} />}
        coaching={<RulesPart now={now} tell={tell} />}
        asking={<AskingPart ask={settings.ask} now={now} onChange={(ask) => save({ ask })} />}
        rescheduling={
          <RescheduleSettings
            reschedule={settings.reschedule}
            onChange={({ hours, ...rest }) =>
              save({ reschedule: hours === undefined ? rest : { ...rest, hours: hours && mutable(hours) } })
            }
          />
        }
        letters={
          <LetterSettings
            letters={settings.letters}
            zone={Temporal.Now.timeZoneId()}
            now={now}
            onChange={(letters) => save({ letters })}
          />
        }
        outcomes={
          <AnnotationSettings
            annotations={settings.annotations}
            calendars={accounts.flatMap(({ calendars }) =>
              calendars.filter(({ chosen, role }) => chosen && (role === 'owner' || role === 'writer')),
            )}
            waiting={sync.parked}
            visible={
              <VisibleSettings
                visible={settings.visible}
                providers={providers}
                onChange={(change) =>
                  act.change(
                    'visible',
                    () => send('showOutcomes', change),
                    ({ events }) =>
                      tell(events > 0 ? plural('visible_takenBack', events) : t('settings_saved')),
                  )
                }
              />
            }
            busy={act.busy}
            onConsent={(annotations) =>
              act.change(
                'consent',
                () => send('consent', { annotations }),
                () => tell(t('settings_saved')),
              )
            }
            onCalendar={(calendarKey, annotated) =>
              act.change(
                'consent',
                () => send('annotateCalendar', { calendarKey, annotated }),
                () => tell(t('settings_saved')),
              )
            }
            onRemoveAll={() => setRemoving(true)}
          />
        }
        policy={<Policy settings={settings} now={now} tell={tell} />}
        writing={
          <>
            <RefusalNote act={act} names={['retry', 'discard']} />
            <SyncState
              sync={sync}
              now={now}
              busy={act.busy}
              onRetry={(writeId) =>
                act.run(
                  `retry:${writeId}`,
                  () => send('retryWrite', { writeId }),
                  () => tell(t('sync_retried')),
                )
              }
              onDiscard={(writeId) =>
                act.run(
                  `discard:${writeId}`,
                  () => send('discardWrite', { writeId }),
                  () => tell(t('sync_discarded')),
                )
              }
            />
          </>
        }
        data={
          <DataPart
            now={now}
            tell={tell}
            every={backupEvery(settings)}
            onEvery={(every) => save({ backup: { every } })}
          />
        }
        ownClient={<OwnClientPart wanted={wanted !== null} tell={tell} />}
        part={params.part}
        wanted={wanted}
        direct={<DirectAccess providers={providers} />}
        evidence={<EvidenceFile now={now} tell={tell} />}
        diagnostics={<Diagnostics lines={diagnostics ?? []} now={now} />}
      />
      <About version={chrome.runtime.getManifest().version} />
      {removing && (
        <Confirm
          title={t('annot_removeTitle')}
          action={t('annot_removeDo')}
          onCancel={() => setRemoving(false)}
          onConfirm={() => {
            setRemoving(false)
            act.run(
              'removeAnnotations',
              () => send('removeAnnotations', {}),
              ({ events }) => tell(plural('annot_removed', events)),
            )
          }}
        >
          <p>{t('annot_removeWords')}</p>
        </Confirm>
      )}
      <LiveRegion message={said.words} count={said.count} />
    </>
  )
}

/** A message is plain JSON: its lists are its own. */
const mutable = (hours: WorkingHours) =>
  Object.fromEntries(
    Object.entries(hours).map(([day, stretches]) => [day, stretches?.map((stretch) => ({ ...stretch }))]),
  )
