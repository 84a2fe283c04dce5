import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import { forwardRef, type AnchorHTMLAttributes } from 'react'

type Attributes<Own> = Own & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Own>

/** A link to one of our pages, with its parameters checked. */
export const PageLink = createLink(
  forwardRef<HTMLAnchorElement, Attributes<AnchorProps>>(function PageAnchor(props, ref) {
    return <Anchor ref={ref} {...props} />
  }),
)

/** A link to one of our pages that looks like a button. */
export const PageButton = createLink(
  forwardRef<HTMLAnchorElement, Attributes<ButtonProps>>(function PageAnchorButton(props, ref) {
    return <Button component="a" ref={ref} {...props} />
  }),
)
