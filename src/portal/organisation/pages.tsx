import type { Contact, ContactKind } from '../../records/contacts/contact.ts'
import type { Organisation, PublicMember, PublicUnit } from '../../records/organisation/for-public.ts'
import type { UnitKind } from '../../records/organisation/organisation.ts'
import { Day } from '../days.tsx'
import { ContactCard } from '../disclosure/guide.page.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { type ListRow, ListRows } from '../parts/list-rows.tsx'
import { paths } from '../paths.ts'
import { OrganisationPage, type OrganisationPageProps } from './organisation.tsx'

interface Props extends OrganisationPageProps {
  organisation: Organisation
}

const lines = (text: string) => text.split('\n').filter((line) => line.trim())

/** 主要职责, and what else there is at a glance. */
export function FunctionsPage({ organisation, rows, ...page }: Props & { rows: readonly ListRow[] }) {
  const { functions, leaders, units } = organisation
  const named = (kind: UnitKind) => units.filter((unit) => unit.kind === kind).map(({ name }) => name)
  const lists = [
    { name: '领导', href: paths.leaders, each: leaders.map(({ name, post }) => `${name ?? '空缺'}（${post}）`) },
    { name: '内设机构', href: paths.sections, each: named('section') },
    { name: '直属单位', href: paths.subordinate, each: named('subordinate') },
    { name: '议事协调机构', href: paths.groups, each: named('group') },
  ].filter(({ each }) => each.length > 0)
  return (
    <OrganisationPage {...page} here={paths.organisation}>
      <h2>主要职责</h2>
      {functions ? (
        <>
          <ol className="duties">
            {lines(functions.duties).map((duty) => (
              <li key={duty}>{duty}</li>
            ))}
          </ol>
          <p className="basis">
            <span>依据：{functions.basis}</span>
            <span>
              自 <Day on={functions.fromOn} /> 起施行
            </span>
          </p>
        </>
      ) : (
        <EmptyState title="这一天没有公布的职责" />
      )}
      {lists.length > 0 && (
        <section className="org-tree" aria-labelledby="tree-heading">
          <h2 id="tree-heading">机构设置</h2>
          <ul>
            {lists.map(({ name, href, each }) => (
              <li key={href}>
                <a href={href}>{name}</a>
                <ul>
                  {each.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </section>
      )}
      {rows.length > 0 && (
        <section aria-labelledby="rows-heading">
          <h2 id="rows-heading">有关文件</h2>
          <ListRows rows={rows} now={page.frame.visit.generatedAt} />
        </section>
      )}
    </OrganisationPage>
  )
}

/** 领导信息: name, post, division of work, résumé. A vacant post is shown as vacant. */
export function LeadersPage({ organisation, ...page }: Props) {
  const { leaders } = organisation
  return (
    <OrganisationPage {...page} here={paths.leaders}>
      {leaders.length === 0 ? (
        <EmptyState title="这一天没有公布的领导信息" />
      ) : (
        <ul className="leaders">
          {leaders.map(({ id, name, post, division, resume, fromOn }) => (
            <li key={id}>
              <h2>
                <span data-furniture="leader-name">{name ?? '空缺'}</span>
                <span className="post">{post}</span>
              </h2>
              {name !== null && (
                <dl>
                  <div>
                    <dt>分管工作</dt>
                    <dd data-furniture="leader-division">{division}</dd>
                  </div>
                  <div>
                    <dt>简历</dt>
                    <dd data-furniture="leader-resume">
                      {lines(resume).map((line) => (
                        <p key={line}>{line}</p>
                      ))}
                    </dd>
                  </div>
                </dl>
              )}
              <p className="as-of">
                自 <Day on={fromOn} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </OrganisationPage>
  )
}

const nothing: Record<UnitKind, string> = {
  section: '这一天没有公布的内设机构',
  subordinate: '这一天没有公布的直属单位',
  group: '这一天没有公布的议事协调机构',
}
const unitPaths: Record<UnitKind, string> = {
  section: paths.sections,
  subordinate: paths.subordinate,
  group: paths.groups,
}
const roleNames: Record<PublicMember['role'], string> = {
  head: '组长',
  deputy: '副组长',
  member: '成员',
  liaison: '联络员',
}

const dial = (phone: string) => `tel:${phone.replace(/转.*$/, '').replace(/[^\d+]/g, '')}`

/** 内设机构, 直属单位 or 议事协调机构. */
export function UnitsPage({ organisation, kind, ...page }: Props & { kind: UnitKind }) {
  const units = organisation.units.filter((unit) => unit.kind === kind)
  return (
    <OrganisationPage {...page} here={unitPaths[kind]}>
      {units.length === 0 ? (
        <EmptyState title={nothing[kind]} />
      ) : (
        <ul className="units">
          {units.map((unit) => (
            <Unit key={unit.id} unit={unit} />
          ))}
        </ul>
      )}
    </OrganisationPage>
  )
}

function Unit({ unit: { name, duties, phones, address, members } }: { unit: PublicUnit }) {
  return (
    <li>
      <h2>{name}</h2>
      {lines(duties).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {(phones.length > 0 || address) && (
        <p className="reach">
          {phones.map((phone) => (
            <span key={phone}>
              电话 <a href={dial(phone)}>{phone}</a>
            </span>
          ))}
          {address && <span>{address}</span>}
        </p>
      )}
      {members.length > 0 && (
        <table className="plain stack">
          <caption className="sr">{name}组成人员</caption>
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">组内职务</th>
              <th scope="col">职务</th>
              <th scope="col">科室</th>
            </tr>
          </thead>
          <tbody>
            {members.map(({ name, role, post, section }) => (
              <tr key={`${role} ${name} ${section}`}>
                <th scope="row">{name}</th>
                <td data-label="组内职务">{roleNames[role]}</td>
                <td data-label="职务">{post}</td>
                <td data-label="科室">{section ?? <span className="nil">—</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </li>
  )
}

const groups: readonly { title: string; kinds: readonly ContactKind[] }[] = [
  { title: '总机和值班', kinds: ['switchboard', 'duty'] },
  { title: '政府信息公开', kinds: ['disclosure-office', 'complaint', 'reading-place'] },
  { title: '科室', kinds: ['section'] },
  { title: '直属单位', kinds: ['subordinate'] },
]

/** 联系方式: the whole registry of contacts. */
export function ContactsPage({ contacts, ...page }: OrganisationPageProps & { contacts: readonly Contact[] }) {
  return (
    <OrganisationPage {...page} here={paths.contacts} dated={false}>
      {groups.map(({ title, kinds }) => {
        const shown = contacts.filter(({ kind }) => kinds.includes(kind))
        return (
          shown.length > 0 && (
            <section key={title}>
              <h2>{title}</h2>
              <div className="contact-cards">
                {shown.map((contact) => (
                  <ContactCard key={contact.id} title={contact.name} contact={contact} level={3} />
                ))}
              </div>
            </section>
          )
        )
      })}
    </OrganisationPage>
  )
}
